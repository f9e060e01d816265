package dev.gatehouse.scanner.finding;

/**
 * What is shown of a secret: its first characters where it is long enough that they say its kind and no more, then
 * asterisks, whose number says nothing of its length.
 *
 * @param text printable ASCII
 */
public record Redaction(String text) {
    private static final int SHOWN_AT_MOST = 4;
    /** One character is shown for each so many of the secret. */
    private static final int BYTES_FOR_EACH_SHOWN = 8;

    private static final String HIDDEN = "******";

    /** The redaction of a secret's bytes, which are left as they are. */
    public static Redaction of(byte[] secret, int from, int length) {
        int shown = Math.min(SHOWN_AT_MOST, length / BYTES_FOR_EACH_SHOWN);
        StringBuilder text = new StringBuilder(SHOWN_AT_MOST + HIDDEN.length());
        for (int i = 0; i < shown; i++) {
            byte b = secret[from + i];
            if (b <= ' ' || b > '~') {
                break;
            }
            text.append((char) b);
        }
        return new Redaction(text.append(HIDDEN).toString());
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
