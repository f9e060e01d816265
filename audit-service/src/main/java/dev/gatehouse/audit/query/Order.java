package dev.gatehouse.audit.query;

/** Which events come first. Events of one time are ordered by their place in the log. */
public enum Order {
    NEWEST,
    OLDEST
}
