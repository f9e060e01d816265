package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.JsonNode;

/** How one field of a secret's JSON comes to be. */
public sealed interface FieldGenerator {
    /**
     * Random bytes as text.
     *
     * @param bytes how many, 8 to 256
     * @param prefix stands in front of the text, and says what it is
     */
    record RandomBytes(int bytes, Encoding encoding, String prefix) implements FieldGenerator {}

    /** How bytes are written. */
    enum Encoding {
        /** RFC 4648 section 5, without padding. */
        BASE64URL,
        /** Two lower-case digits for each byte. */
        HEX
    }

    /**
     * Random characters, with at least one lower-case letter, one upper-case letter, one digit and, where there are
     * any, one symbol.
     *
     * @param length in characters, 16 to 128
     * @param symbols what may stand there besides ASCII letters and digits
     */
    record Password(int length, String symbols) implements FieldGenerator {}

    /** The same value each time, for what is no secret in itself. */
    record Constant(JsonNode value) implements FieldGenerator {
        @Override
        public String toString() {
            return "Constant[redacted]";
        }
    }

    /** A key pair as a JSON Web Key of RFC 8037. */
    record KeyPair(Curve curve) implements FieldGenerator {}

    /** The curves of RFC 8037 that are in use here; their names are its {@code crv}. */
    enum Curve {
        ED25519("Ed25519"),
        X25519("X25519");

        private final String wireName;

        Curve(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
