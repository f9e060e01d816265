/** The rate limits, with bucket4j. */
@NullMarked
package dev.gatehouse.service.access.limit;

import org.jspecify.annotations.NullMarked;
