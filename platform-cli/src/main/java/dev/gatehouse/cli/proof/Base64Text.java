package dev.gatehouse.cli.proof;

import java.util.Base64;

/** Standard base64, and only the one way to write each value: the JDK takes others too. */
final class Base64Text {
    private Base64Text() {}

    static byte[] decode(String text, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as of what is base64 in another way.
        }
        throw new InvalidProof(what + " is no base64");
    }
}
