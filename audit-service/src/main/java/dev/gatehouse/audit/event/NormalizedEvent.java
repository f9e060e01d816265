package dev.gatehouse.audit.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event's meaning: the OCSF 1.3.0 form, and of it what queries ask for.
 *
 * @param time when it happened
 * @param classUid OCSF's class, for instance 6003
 * @param activityId OCSF's activity within the class
 * @param severityId OCSF's severity, 1 (informational) to 6 (fatal)
 * @param outcome how it ended
 * @param actor who: an ARN, or the name that the source has for the principal; empty text where nobody is named
 * @param action what: {@code s3.amazonaws.com:GetObject}, {@code secret:read}
 * @param resources on which, by ARN or canonical name
 * @param address the caller's network address or host; empty text where there is none
 * @param account the cloud account; empty text where there is none
 * @param region the cloud region; empty text where there is none
 * @param ocsf the event in OCSF's JSON, UTF-8
 */
public record NormalizedEvent(
        Instant time,
        int classUid,
        int activityId,
        int severityId,
        Outcome outcome,
        String actor,
        String action,
        List<String> resources,
        String address,
        String account,
        String region,
        ByteSlice ocsf) {
    public NormalizedEvent {
        resources = List.copyOf(resources);
    }

    /** The first resource. */
    public Optional<String> resource() {
        return resources.stream().findFirst();
    }
}
