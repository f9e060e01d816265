package dev.gatehouse.scanner.finding;

import java.util.Locale;

/** Whether a found credential works. */
public enum Validity {
    /** Nobody asked, or nobody could say. */
    UNKNOWN,
    /** It works. */
    ACTIVE,
    /** It no longer works. */
    INACTIVE;

    /** What stands in reports: the lower-case name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
