/** Tests. */
@NullMarked
package dev.gatehouse.scanner.rule;

import org.jspecify.annotations.NullMarked;
