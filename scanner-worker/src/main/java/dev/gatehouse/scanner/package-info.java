/** The service: its executable, wiring and settings. */
@NullMarked
package dev.gatehouse.scanner;

import org.jspecify.annotations.NullMarked;
