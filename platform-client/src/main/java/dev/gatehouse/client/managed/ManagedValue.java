package dev.gatehouse.client.managed;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value of one version of one of the platform's own secrets, without the value.
 *
 * @param owner the secret's name; for a field of a JSON secret {@code name#field}
 * @param version its version's id
 * @param stages what pointed at the version when it was handed over
 * @param length how many bytes the value has, from {@link #SHORTEST} to {@link #LONGEST}
 * @param window what is kept of its first eight bytes
 * @param mac the HMAC of the value, as 64 lower-case hexadecimal digits
 */
public record ManagedValue(String owner, String version, List<String> stages, int length, int window, String mac) {
    /** The fewest bytes that can be looked for. */
    public static final int SHORTEST = Windows.BYTES;
    /** The most bytes that can be looked for. */
    public static final int LONGEST = 8192;

    /** The most characters of an owner. */
    public static final int LONGEST_OWNER = 1024;
    /** The most stages. */
    public static final int MOST_STAGES = 32;

    private static final Pattern OWNER = Pattern.compile("[!-~]{1,1024}");
    private static final Pattern WORD = Pattern.compile("[!-~]{1,256}");
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException a part has not its form; the message does not repeat it */
    public ManagedValue {
        stages = List.copyOf(stages);
        require(OWNER.matcher(owner).matches(), "owner is 1 to 1024 visible characters of ASCII");
        require(WORD.matcher(version).matches(), "version is 1 to 256 visible characters of ASCII");
        require(
                stages.size() <= MOST_STAGES
                        && stages.stream().allMatch(stage -> WORD.matcher(stage).matches()),
                "stages are at most " + MOST_STAGES + ", each 1 to 256 visible characters of ASCII");
        requireLength(length);
        require(MAC.matcher(mac).matches(), "HMAC is 64 lower-case hexadecimal digits");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("a managed value's " + rule);
        }
    }

    private static void requireLength(int length) {
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "a managed value has from " + SHORTEST + " to " + LONGEST + " bytes, not " + length);
        }
    }

    /** Whether a value of so many bytes can be looked for. */
    public static boolean takes(int length) {
        return length >= SHORTEST && length <= LONGEST;
    }

    /**
     * What is handed over for a value, which is left as it is.
     *
     * @throws IllegalArgumentException it is too short or too long
     */
    public static ManagedValue of(ManagedKey key, String owner, String version, List<String> stages, byte[] value) {
        requireLength(value.length);
        return new ManagedValue(
                owner,
                version,
                stages,
                value.length,
                Windows.hash(Windows.at(value, 0), key.multiplier()),
                HexFormat.of().formatHex(key.valueMac().of(value, 0, value.length)));
    }

    /** The secret and its version, for people: {@code name#field@version}. */
    public String label() {
        return owner + "@" + version;
    }

    /** Whether this is the HMAC. */
    public boolean hasMac(byte[] other) {
        return mac.equals(HexFormat.of().formatHex(other));
    }
}
