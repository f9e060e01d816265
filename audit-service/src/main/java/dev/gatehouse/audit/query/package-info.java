/** How events are found again: filters, cursors, histograms, exports. */
@NullMarked
package dev.gatehouse.audit.query;

import org.jspecify.annotations.NullMarked;
