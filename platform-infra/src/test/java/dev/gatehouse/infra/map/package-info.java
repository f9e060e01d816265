/** A map of what stands in production, drawn from what the programs register. */
@NullMarked
package dev.gatehouse.infra.map;

import org.jspecify.annotations.NullMarked;
