/** The wire: routing, authentication and problems common to every dialect. */
@NullMarked
package dev.gatehouse.config.http;

import org.jspecify.annotations.NullMarked;
