/** The wire: what every dialect of this service shares. */
@NullMarked
package dev.gatehouse.config.http;

import org.jspecify.annotations.NullMarked;
