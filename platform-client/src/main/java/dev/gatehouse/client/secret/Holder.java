package dev.gatehouse.client.secret;

import dev.gatehouse.client.config.SnapshotId;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Who holds secrets, as adoption shows it.
 *
 * @param name of this process, 1 to 128 of A-Z a-z 0-9 . _ : -
 */
public record Holder(String name, SnapshotId of) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final int LONGEST_HOST = 100;

    /** @throws IllegalArgumentException the name is none */
    public Holder {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the holder's name must be 1 to 128 of A-Z a-z 0-9 . _ : -");
        }
    }

    /** A name made of the host's and four random bytes. */
    public static String nameOn(String host, RandomGenerator random) {
        String plain = host.replaceAll("[^A-Za-z0-9._:-]", "-");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_HOST));
        return (cut.isEmpty() ? "host" : cut) + "-" + HexFormat.of().toHexDigits(random.nextInt());
    }

    /** Whether a secret's name, {@code project/environment/name}, is of this holder's environment: no other is taken in its report. */
    boolean mayReport(String secret) {
        String[] parts = secret.split("/", 3);
        return parts.length == 3 && parts[1].equals(of.environment());
    }
}
