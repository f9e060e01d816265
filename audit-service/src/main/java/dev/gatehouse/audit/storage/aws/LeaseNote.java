package dev.gatehouse.audit.storage.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What the lease's object says.
 *
 * @param owner who holds it, for people to read
 * @param token what tells one taking of it from every other
 * @param expires until when it is held, by the holder's clock
 */
record LeaseNote(String owner, String token, Instant expires) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** That nobody holds it. */
    static LeaseNote free() {
        return new LeaseNote("", "", Instant.EPOCH);
    }

    byte[] encode() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("owner", owner)
                    .put("token", token)
                    .put("expires", expires.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a lease has no JSON", e);
        }
    }

    /** @throws StorageFailed it is no lease: nobody takes what nobody understands */
    static LeaseNote decode(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return new LeaseNote(text(json, "owner"), text(json, "token"), Instant.parse(text(json, "expires")));
        } catch (IOException | DateTimeException e) {
            throw unreadable();
        }
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw unreadable();
        }
        return json.path(field).textValue();
    }

    private static StorageFailed unreadable() {
        return new StorageFailed("the lease is not of the form that this service writes");
    }
}
