package dev.gatehouse.cli.settings;

import java.util.Locale;

/** The three services. */
public enum Service {
    CONFIG("config-service", 8480),
    AUDIT("audit-service", 8490),
    SCANNER("scanner-worker", 8492);

    private final String title;
    private final int port;

    Service(String title, int port) {
        this.title = title;
        this.port = port;
    }

    /** Its name. */
    public String title() {
        return title;
    }

    /** What begins its options, variables and keys of a profile. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it is on a machine that runs it by itself. */
    String usualUrl() {
        return "http://127.0.0.1:" + port;
    }
}
