/** The command as somebody types it. */
@NullMarked
package dev.gatehouse.audit.cli;

import org.jspecify.annotations.NullMarked;
