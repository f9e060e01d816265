@NullMarked
package dev.gatehouse.cli.command;

import org.jspecify.annotations.NullMarked;
