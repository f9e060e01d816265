/** Tests. */
@NullMarked
package dev.gatehouse.scanner.engine;

import org.jspecify.annotations.NullMarked;
