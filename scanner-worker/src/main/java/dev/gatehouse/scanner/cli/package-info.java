/** The executable as a command: a scan of what somebody names, and a look at rules. */
@NullMarked
package dev.gatehouse.scanner.cli;

import org.jspecify.annotations.NullMarked;
