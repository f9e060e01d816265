/** Tests. */
@NullMarked
package dev.gatehouse.scanner.rule.regex;

import org.jspecify.annotations.NullMarked;
