package dev.gatehouse.config.contract;

/**
 * A part of the hierarchy below an environment.
 *
 * @param owner who answers for its parameters, where neither they nor their application name another
 */
public record Group(String description, String owner) {
    /** What every application reads, lowest of all. */
    public static final String GLOBAL = "global";

    /** What the platform's operators set for every application, above {@link #GLOBAL}. */
    public static final String SYSTEM = "system";

    /** Feature flags, which are no layer of an application's snapshot. */
    public static final String FEATURES = "features";

    /** The subtree of a group of applications that all of them read. */
    public static final String COMMON = "common";
}
