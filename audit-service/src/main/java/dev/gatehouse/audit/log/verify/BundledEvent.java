package dev.gatehouse.audit.log.verify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.SealedEvent;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.InclusionProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An event of a bundle whose payload is what its entry commits to.
 *
 * @param index its place in the log
 * @param entry the bytes that are sealed
 * @param erased whether its payload was erased
 * @param proof the hashes of its inclusion proof
 */
@SuppressWarnings("ArrayRecordComponent") // These are handed on and never compared.
record BundledEvent(long index, byte[] entry, boolean erased, List<Hash> proof) {

    /** Something about it is wrong; the message tells what. */
    static final class Unsound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsound(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The event of a line, whose object's begin was just read.
     *
     * @throws Unsound it is none, or its payload is not what its entry commits to
     */
    static BundledEvent read(JsonParser json) throws IOException {
        Fields fields = new Fields();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            fields.read(json);
        }
        return fields.event();
    }

    /** A line's fields, while they are read. */
    private static final class Fields {
        private long index = -1;
        private boolean erased;
        private Optional<byte[]> entry = Optional.empty();
        private Optional<byte[]> salt = Optional.empty();
        private Optional<byte[]> payload = Optional.empty();
        private Optional<List<Hash>> proof = Optional.empty();

        void read(JsonParser json) throws IOException {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case BundleLine.INDEX -> index = number(json, value);
                case BundleLine.ENTRY -> entry = Optional.of(binary(json, value, LogEntry.BYTES, name));
                case BundleLine.SALT -> salt = Optional.of(binary(json, value, SealedEvent.SALT_BYTES, name));
                case BundleLine.PAYLOAD -> payload(text(json, value, name).getBytes(StandardCharsets.UTF_8));
                case BundleLine.PAYLOAD_BASE64 -> payload(binary(json, value, name));
                case BundleLine.ERASED -> erased = value == JsonToken.VALUE_TRUE;
                case BundleLine.PROOF -> proof = Optional.of(hashes(json, value));
                default -> throw new Unsound("it has a field that no line of a bundle has");
            }
        }

        private void payload(byte[] bytes) {
            require(payload.isEmpty(), "it has two payloads");
            payload = Optional.of(bytes);
        }

        BundledEvent event() {
            require(index >= 0, "it has no index");
            byte[] sealed = entry.orElseThrow(() -> new Unsound("it has no entry"));
            List<Hash> hashes = proof.orElseThrow(() -> new Unsound("it has no proof"));
            if (erased) {
                require(salt.isEmpty() && payload.isEmpty(), "it is erased, and has a salt or a payload");
            } else {
                committed(sealed);
            }
            return new BundledEvent(index, sealed, erased, hashes);
        }

        private void committed(byte[] sealed) {
            byte[] salted = salt.orElseThrow(() -> new Unsound("it has no salt"));
            byte[] bytes = payload.orElseThrow(() -> new Unsound("it has no payload"));
            MessageDigest sha256 = Digests.sha256();
            sha256.update(salted);
            byte[] commitment = sha256.digest(bytes);
            int at = LogEntry.BYTES - Hash.BYTES;
            require(
                    Arrays.equals(sealed, at, LogEntry.BYTES, commitment, 0, Hash.BYTES),
                    "the payload is not what its entry commits to");
            try {
                LogEntry decoded = LogEntry.decode(sealed);
                require(
                        PayloadKey.of(bytes, 0, bytes.length, sha256).equals(Optional.of(decoded.key())),
                        "the entry's key is not the payload's");
            } catch (MalformedLog e) {
                throw new Unsound(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Unsound(otherwise);
        }
    }

    private static long number(JsonParser json, JsonToken value) throws IOException {
        require(value == JsonToken.VALUE_NUMBER_INT, "its index is no whole number");
        return json.getLongValue();
    }

    private static String text(JsonParser json, JsonToken value, String name) throws IOException {
        require(value == JsonToken.VALUE_STRING, "its " + name + " is no text");
        return json.getText();
    }

    private static byte[] binary(JsonParser json, JsonToken value, String name) throws IOException {
        require(value == JsonToken.VALUE_STRING, "its " + name + " is no text");
        return json.getBinaryValue();
    }

    private static byte[] binary(JsonParser json, JsonToken value, int length, String name) throws IOException {
        byte[] bytes = binary(json, value, name);
        require(bytes.length == length, "its " + name + " has not " + length + " bytes");
        return bytes;
    }

    private static List<Hash> hashes(JsonParser json, JsonToken value) throws IOException {
        require(value == JsonToken.START_ARRAY, "its proof is no array");
        List<Hash> hashes = new ArrayList<>();
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            require(hashes.size() < InclusionProof.MAX_HASHES, "its proof is too long");
            hashes.add(Hash.of(binary(json, next, Hash.BYTES, "proof")));
        }
        return hashes;
    }
}
