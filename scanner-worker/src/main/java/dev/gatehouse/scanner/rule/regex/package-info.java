/**
 * Regular expressions in the subset that Java and RE2 share, taken apart: where a match's keywords stand in it, what must follow
 * them, and the same expression as Java writes it. The text is bytes; a character of it is one byte.
 */
@NullMarked
package dev.gatehouse.scanner.rule.regex;

import org.jspecify.annotations.NullMarked;
