package dev.gatehouse.infra.component;

import java.util.Locale;

/** What a key is for. One key a purpose, so that access to one kind of data is no access to another. */
public enum KeyPurpose {
    /** Queues, topics and buckets of the platform. */
    MASTER,
    /** Values in Secrets Manager. */
    SECRETS,
    /** SecureString parameters. */
    PARAMETERS,
    /** Parameters and secrets of the safety system, which the platform's own people can't read. */
    SAFETY,
    /** The trail, log groups and the log archive. */
    LOGS,
    /** Recovery points. */
    BACKUP;

    /** The purpose as it stands in aliases and names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
