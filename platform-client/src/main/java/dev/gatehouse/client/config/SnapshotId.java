package dev.gatehouse.client.config;

import java.util.regex.Pattern;

/** Names one application's configuration in one environment. */
public record SnapshotId(String environment, String application) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** @throws IllegalArgumentException one is not 1 to 128 of A-Z a-z 0-9 . _ - */
    public SnapshotId {
        require(environment, "environment");
        require(application, "application");
    }

    /** Reads {@code environment/application}. */
    public static SnapshotId of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("must be environment/application");
        }
        return new SnapshotId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return environment + "/" + application;
    }

    private static void require(String name, String what) {
        if (!NAME.matcher(name).matches() || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 128 of A-Z a-z 0-9 . _ - and not start with a dot");
        }
    }
}
