package dev.gatehouse.config.delivery;

/**
 * How much is handed over at one time.
 *
 * @param secrets 1 to 100000
 * @param values of all their versions and fields, 1 to 1000000
 */
public record FingerprintLimits(int secrets, int values) {
    private static final int MOST_SECRETS = 100_000;
    private static final int MOST_VALUES = 1_000_000;

    public FingerprintLimits {
        if (secrets < 1 || secrets > MOST_SECRETS || values < 1 || values > MOST_VALUES) {
            throw new IllegalArgumentException(
                    "must be 1 to " + MOST_SECRETS + " secrets and 1 to " + MOST_VALUES + " values");
        }
    }
}
