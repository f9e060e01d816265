package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.NormalizedEvent;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Events of each format, and what becomes of them. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-03-01T10:15:30.5Z");
    private static final OcsfNormalizer NORMALIZER = new OcsfNormalizer();
    private static final OcsfSchema SCHEMA = new OcsfSchema();

    private Samples() {}

    /** An event; its raw bytes stand in the middle of an array. */
    static Event event(EventFormat format, String source, String raw) {
        byte[] padded = ByteSlice.of("ab" + raw + "cd").copy();
        return new Event(
                new EventKey(source, "uid-1"),
                TIME,
                format,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                new ByteSlice(padded, 2, padded.length - 4));
    }

    /** Single quotes stand for double ones. */
    static Event cloudTrail(String raw) {
        return event(EventFormat.CLOUDTRAIL, "cloudtrail/111122223333", raw.replace('\'', '"'));
    }

    static NormalizedEvent normalize(Event event) {
        return NORMALIZER.normalize(event);
    }

    /** The event's OCSF, which must be valid by its class's schema. */
    static JsonNode valid(NormalizedEvent event) {
        if (!SCHEMA.problems(event).isEmpty()) {
            throw new AssertionError(
                    SCHEMA.problems(event) + " in " + event.ocsf().text());
        }
        return OcsfSchema.tree(event);
    }
}
