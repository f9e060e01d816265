package dev.gatehouse.audit.log.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.SealedEvent;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.InclusionProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An event as a line of a bundle: an ASCII JSON object and a line feed. Its fields are
 *
 * <ul>
 *   <li>{@code index}: its place in the log;
 *   <li>{@code entry}: the 59 bytes that are sealed, in base64; their leaf hash is {@code SHA-256(0x00 || entry)};
 *   <li>{@code salt}: 16 bytes in base64, and {@code payload}: a text whose UTF-8 is the payload, or, where it is not UTF-8,
 *       {@code payload_base64}; the entry's last 32 bytes are {@code SHA-256(salt || payload)};
 *   <li>{@code erased}: {@code true} instead of salt and payload, where the payload was erased;
 *   <li>{@code proof}: the hashes of its inclusion proof (RFC 6962, section 2.1.1) in base64, the leaf's sibling first.
 * </ul>
 */
final class BundleLine {
    static final String INDEX = "index";
    static final String ENTRY = "entry";
    static final String SALT = "salt";
    static final String PAYLOAD = "payload";
    static final String PAYLOAD_BASE64 = "payload_base64";
    static final String ERASED = "erased";
    static final String PROOF = "proof";

    /** ASCII, so that no reader takes a character inside for the end of a line. */
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 << 10);

    /** The line of an event. */
    byte[] of(SealedEvent event, InclusionProof proof) {
        bytes.reset();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField(INDEX, event.index());
            json.writeBinaryField(ENTRY, event.entry().encode());
            if (event.erased()) {
                json.writeBooleanField(ERASED, true);
            } else {
                payload(json, event);
            }
            json.writeArrayFieldStart(PROOF);
            for (Hash hash : proof.hashes()) {
                json.writeBinary(hash.bytes());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void payload(JsonGenerator json, SealedEvent event) throws IOException {
        json.writeBinaryField(SALT, event.salt());
        ByteSlice payload = event.payload();
        Optional<String> text = text(payload);
        if (text.isPresent()) {
            json.writeStringField(PAYLOAD, text.get());
        } else {
            json.writeFieldName(PAYLOAD_BASE64);
            json.writeBinary(payload.array(), payload.offset(), payload.length());
        }
    }

    private static Optional<String> text(ByteSlice payload) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.array(), payload.offset(), payload.length()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
