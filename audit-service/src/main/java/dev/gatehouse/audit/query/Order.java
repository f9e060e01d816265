package dev.gatehouse.audit.query;

import java.util.Locale;

/** Which events come first. Events of one time are ordered by their place in the log. */
public enum Order {
    NEWEST,
    OLDEST;

    /** What stands in a query. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
