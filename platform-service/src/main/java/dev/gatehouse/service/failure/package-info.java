/** What a feature throws that every service has an answer for: names that are none, and stores that can't. */
@NullMarked
package dev.gatehouse.service.failure;

import org.jspecify.annotations.NullMarked;
