/** What a command finds around it, and how it ends. */
@NullMarked
package dev.gatehouse.cli.shell;

import org.jspecify.annotations.NullMarked;
