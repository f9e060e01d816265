/** The service: its executable, settings, checks before the start, and what puts the features together. */
@NullMarked
package dev.gatehouse.scanner;

import org.jspecify.annotations.NullMarked;
