package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Normalizer;
import dev.gatehouse.audit.log.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event of the log as it goes into the table. It is a function of what the log holds, so that a table that is made
 * anew is the same.
 *
 * @param index its place in the log
 * @param received when the log received it
 * @param format the form of its raw bytes
 * @param verdict what CloudTrail's digests said of its file when it was sealed
 * @param content what it says; empty where its payload was erased
 */
public record IndexedEvent(
        long index, Instant received, EventFormat format, DigestVerdict verdict, Optional<Content> content) {
    /** Characters that a column keeps of a text; the OCSF form has all of it. */
    public static final int MAX_TEXT = 2_048;
    /** Resources that the column keeps; the OCSF form has all of them. */
    public static final int MAX_RESOURCES = 64;

    /**
     * What an event says.
     *
     * @param key what it is known by
     * @param normalized its OCSF form, and of it what queries ask for
     */
    public record Content(EventKey key, NormalizedEvent normalized) {}

    /** What the table holds of an event of the log. */
    public static IndexedEvent of(LoggedEvent logged, Normalizer normalizer) {
        return new IndexedEvent(
                logged.index(),
                logged.entry().received(),
                logged.entry().format(),
                logged.entry().verdict(),
                logged.event().map(event -> new Content(event.key(), normalizer.normalize(event))));
    }

    /** The same place in the log, after its payload was erased. */
    public IndexedEvent erased() {
        return new IndexedEvent(index, received, format, verdict, Optional.empty());
    }

    /** What a column keeps of a text. */
    public static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end);
    }

    /** What the column keeps of an event's resources. */
    public static List<String> cut(List<String> resources) {
        return resources.stream().limit(MAX_RESOURCES).map(IndexedEvent::cut).toList();
    }
}
