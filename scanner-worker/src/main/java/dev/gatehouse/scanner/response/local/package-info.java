/** What a response takes on this machine: files of watched folders. */
@NullMarked
package dev.gatehouse.scanner.response.local;

import org.jspecify.annotations.NullMarked;
