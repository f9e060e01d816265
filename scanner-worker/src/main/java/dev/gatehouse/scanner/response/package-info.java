/** Answers findings: plans carried out step by step, durably, with approvals, limits, a kill switch and undo. */
@NullMarked
package dev.gatehouse.scanner.response;

import org.jspecify.annotations.NullMarked;
