/** Where the services are, and what a command shows them: options, environment and profiles. */
@NullMarked
package dev.gatehouse.cli.settings;

import org.jspecify.annotations.NullMarked;
