/** What a scan says, in the forms that people and programs read. */
@NullMarked
package dev.gatehouse.scanner.report;

import org.jspecify.annotations.NullMarked;
