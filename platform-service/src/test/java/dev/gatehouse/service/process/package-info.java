/** Packaged services, run as their users run them. */
@NullMarked
package dev.gatehouse.service.process;

import org.jspecify.annotations.NullMarked;
