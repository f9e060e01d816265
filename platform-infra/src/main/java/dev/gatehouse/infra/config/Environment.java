package dev.gatehouse.infra.config;

import java.util.Locale;

/** The environments, each a stack of every project. */
public enum Environment {
    /** Where developers try; cheap, and gone with one command. */
    DEV,
    /** Production's rehearsal. */
    STAGING,
    /** What customers use. */
    PROD;

    /** The environment of a stack's name. */
    public static Environment ofStack(String stack) {
        for (Environment each : values()) {
            if (each.label().equals(stack)) {
                return each;
            }
        }
        throw new ConfigurationException("stack", "has to be dev, staging or prod");
    }

    /** The name as it stands in stacks, tags and resource names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
