/** The gatehouse command: where it starts. */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
