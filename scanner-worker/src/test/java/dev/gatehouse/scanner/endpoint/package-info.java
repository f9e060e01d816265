/** Tests. */
@NullMarked
package dev.gatehouse.scanner.endpoint;

import org.jspecify.annotations.NullMarked;
