/** The entry point of the Pulumi programs. */
@NullMarked
package dev.gatehouse.infra;

import org.jspecify.annotations.NullMarked;
