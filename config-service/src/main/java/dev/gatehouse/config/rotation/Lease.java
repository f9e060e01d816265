package dev.gatehouse.config.rotation;

import java.time.Instant;

/** Which node does the next step, and until when no other may. */
record Lease(String holder, Instant until) {
    boolean keepsOut(String node, Instant now) {
        return !holder.equals(node) && until.isAfter(now);
    }
}
