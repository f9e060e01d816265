package dev.gatehouse.infra.config;

/** How closely AWS Config follows the account. It is billed by the item that it records. */
public enum Recording {
    /** Not at all, or by somebody else: an account has one recorder. */
    OFF,
    /** Once a day, what changed. */
    DAILY,
    /** Each change. */
    CONTINUOUS;

    static Recording of(String key, String word) {
        return switch (word) {
            case "off" -> OFF;
            case "daily" -> DAILY;
            case "continuous" -> CONTINUOUS;
            default -> throw new ConfigurationException(key, "has to be off, daily or continuous");
        };
    }
}
