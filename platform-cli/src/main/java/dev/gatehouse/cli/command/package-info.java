/** The commands, a class for each group. */
@NullMarked
package dev.gatehouse.cli.command;

import org.jspecify.annotations.NullMarked;
