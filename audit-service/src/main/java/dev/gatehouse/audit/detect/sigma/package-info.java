/** Rules as data: the subset of Sigma's format that is read here, and what it means for one event. See RULES.md. */
@NullMarked
package dev.gatehouse.audit.detect.sigma;

import org.jspecify.annotations.NullMarked;
