package dev.gatehouse.client.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that somebody did, or was refused, to something: who, what, which, when, from where, and how it ended.
 *
 * <p>An event never holds a value, of a secret or of a parameter: it names the object and the version. All texts are
 * bounded ({@link #MAX_TEXT} characters) so that an event's size is: longer ones are cut, and end in an ellipsis. All
 * texts are Unicode: half of a surrogate pair, which a hostile name may hold, becomes a question mark.
 *
 * @param uid unique and sortable by time; the receiver drops a second event of the same source and uid
 * @param time when it happened, by this process's clock
 * @param source the service that recorded it, for instance {@code config-service}
 * @param principal who, as authenticated; {@code anonymous} where nobody was
 * @param action what, as {@code object:verb}, for instance {@code secret:read}
 * @param resource which, by its canonical name, for instance {@code secret:/aurora/dev/openai-api-key}
 * @param version the version read or written, where the object has versions
 * @param outcome how it ended
 * @param reason why, where the outcome is not a success: a stable word. Free text is in it only where a person gave a reason for a
 *     decision, which is bounded and not secret: the comment of an approval, for instance
 * @param sourceAddress the network address of the caller
 * @param requestId ties the event to the request's log lines and to the response's {@code X-Request-Id}
 */
public record AuditEvent(
        String uid,
        Instant time,
        String source,
        String principal,
        String action,
        String resource,
        Optional<String> version,
        Outcome outcome,
        Optional<String> reason,
        String sourceAddress,
        String requestId) {

    /** Characters that one text of an event may have. */
    public static final int MAX_TEXT = 2_048;

    /** How an attempt ended. */
    public enum Outcome {
        /** About to be done: recorded before a change, so that no change goes unrecorded whatever happens after. */
        ATTEMPT,
        SUCCESS,
        DENIED,
        FAILURE
    }

    public AuditEvent {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(outcome, "outcome");
        uid = bounded(uid);
        source = bounded(source);
        principal = bounded(principal);
        action = bounded(action);
        resource = bounded(resource);
        version = version.map(AuditEvent::bounded);
        reason = reason.map(AuditEvent::bounded);
        sourceAddress = bounded(sourceAddress);
        requestId = bounded(requestId);
    }

    private static String bounded(String text) {
        String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
        return new String(cut.getBytes(UTF_8), UTF_8);
    }
}
