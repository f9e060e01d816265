/** Rules over events, and what they find. */
@NullMarked
package dev.gatehouse.audit.detect;

import org.jspecify.annotations.NullMarked;
