/** What is looked for: rules, allowlists, and the files they come from. */
@NullMarked
package dev.gatehouse.scanner.rule;

import org.jspecify.annotations.NullMarked;
