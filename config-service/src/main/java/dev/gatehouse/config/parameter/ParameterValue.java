package dev.gatehouse.config.parameter;

import dev.gatehouse.service.failure.InvalidName;
import java.nio.charset.StandardCharsets;

/**
 * What a parameter holds. The text of a secure one is a secret, so {@code toString} never shows any.
 *
 * @param kind how it is kept
 * @param dataClass which key seals it
 * @param text the value itself; a list's items are separated by commas, as Parameter Store has them
 */
public record ParameterValue(ParameterKind kind, DataClass dataClass, String text) {
    /** UTF-8 bytes of a value: Parameter Store's advanced tier takes 8 KiB. */
    public static final int MAX_BYTES = 8_192;

    public ParameterValue {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            throw new InvalidName("value", "has " + bytes + " bytes; 1 to " + MAX_BYTES);
        }
    }

    public static ParameterValue plain(String text) {
        return new ParameterValue(ParameterKind.STRING, DataClass.PARAMETER, text);
    }

    public static ParameterValue secure(String text) {
        return new ParameterValue(ParameterKind.SECURE_STRING, DataClass.PARAMETER, text);
    }

    public boolean sensitive() {
        return kind == ParameterKind.SECURE_STRING;
    }

    @Override
    public String toString() {
        return kind.wireName() + "[redacted]";
    }
}
