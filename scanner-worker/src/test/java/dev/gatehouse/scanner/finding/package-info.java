/** Tests. */
@NullMarked
package dev.gatehouse.scanner.finding;

import org.jspecify.annotations.NullMarked;
