/** The service's command, for those who check a log. */
@NullMarked
package dev.gatehouse.audit.cli;

import org.jspecify.annotations.NullMarked;
