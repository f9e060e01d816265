/** What stands in a stack: compositions of components, and the outputs that other stacks read. */
@NullMarked
package dev.gatehouse.infra.stack;

import org.jspecify.annotations.NullMarked;
