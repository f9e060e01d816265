/** Tests. */
@NullMarked
package dev.gatehouse.scanner;

import org.jspecify.annotations.NullMarked;
