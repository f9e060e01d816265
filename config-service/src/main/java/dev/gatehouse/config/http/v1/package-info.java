/** The native API. */
@NullMarked
package dev.gatehouse.config.http.v1;

import org.jspecify.annotations.NullMarked;
