package dev.gatehouse.scanner.rule;

/** Where a rule comes from, which decides how far it is trusted. */
public enum Origin {
    /** It is part of the scanner: its expression is anchored and runs on the fast engine. */
    SHIPPED,
    /** An organisation brought it: its expression runs on a linear engine. */
    USER
}
