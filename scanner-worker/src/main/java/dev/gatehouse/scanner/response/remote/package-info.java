/** What a response asks of other services by HTTP: rotations, and who is to be told. */
@NullMarked
package dev.gatehouse.scanner.response.remote;

import org.jspecify.annotations.NullMarked;
