/** What the stacks cost a month, from what they register, a table of prices and assumptions about their use. */
@NullMarked
package dev.gatehouse.infra.cost;

import org.jspecify.annotations.NullMarked;
