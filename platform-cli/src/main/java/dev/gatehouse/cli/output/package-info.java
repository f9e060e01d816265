/** What a command prints: tables for people, JSON and YAML for programs. */
@NullMarked
package dev.gatehouse.cli.output;

import org.jspecify.annotations.NullMarked;
