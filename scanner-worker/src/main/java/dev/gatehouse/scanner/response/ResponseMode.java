package dev.gatehouse.scanner.response;

import java.util.Locale;

/** Whether findings are answered. */
public enum ResponseMode {
    /** Nothing begins. */
    OFF,
    /** What would be done is recorded, and nothing is done. */
    DRY_RUN,
    ON;

    /** What stands in settings and stores. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
