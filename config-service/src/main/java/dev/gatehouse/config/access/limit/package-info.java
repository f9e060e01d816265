/** The rate limits, with bucket4j. */
@NullMarked
package dev.gatehouse.config.access.limit;

import org.jspecify.annotations.NullMarked;
