/** How fast things are: programs that print what they measure. */
@NullMarked
package dev.gatehouse.audit.bench;

import org.jspecify.annotations.NullMarked;
