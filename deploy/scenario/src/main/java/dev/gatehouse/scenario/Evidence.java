package dev.gatehouse.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.ProofVerdict;
import dev.gatehouse.audit.tlog.TlogProof;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The audit log as the scenario asks it: which event a step left, and whether the log proves that it has it. */
final class Evidence {
    /** The newest: of a secret that leaked often before, there are more than a page has. */
    private static final String MANY = "&order=newest&limit=100";

    private final ServiceApi audit;
    private final ProofPolicy policy;
    private final Waiting waiting;

    /** @param policy the log's name and key, got from elsewhere than the service */
    Evidence(ServiceApi audit, ProofPolicy policy, Waiting waiting) {
        this.audit = audit;
        this.policy = policy;
        this.waiting = waiting;
    }

    /**
     * What an event must be.
     *
     * @param source the service that recorded it
     * @param action its action; {@code *} stands for anything
     * @param resource what it was about; {@code *} stands for anything
     * @param version of the resource, where it matters
     * @param since when it can't have been before
     */
    record Wanted(String source, String action, String resource, Optional<String> version, Instant since) {}

    /** An event of the log, and what checking its proof came to. */
    record Found(long index, String uid, Instant time, ProofVerdict verdict) {
        boolean proven() {
            return verdict == ProofVerdict.PROVEN;
        }
    }

    /**
     * The newest such event; it is waited for until it is sealed.
     *
     * @throws StepFailed there is none in time
     */
    Found await(Wanted wanted) {
        String question = "/v1/events?outcome=success&source=" + ServiceApi.encoded(wanted.source()) + "&action="
                + ServiceApi.encoded(wanted.action()) + "&resource=" + ServiceApi.encoded(wanted.resource()) + "&from="
                + ServiceApi.encoded(wanted.since().toString()) + MANY;
        return waiting.until(
                "the event " + wanted.action() + " of " + wanted.source() + " on " + wanted.resource(),
                () -> newest(audit.get(question), wanted.version()));
    }

    private Optional<Found> newest(JsonNode page, Optional<String> version) {
        return StreamSupport.stream(page.path("events").spliterator(), false)
                .filter(event -> version.isEmpty() || version.get().equals(version(event)))
                .findFirst()
                .map(this::proven);
    }

    private static String version(JsonNode event) {
        return event.path("ocsf").path("resources").path(0).path("version").asText();
    }

    private Found proven(JsonNode event) {
        String uid = event.path("uid").asText();
        String target = "/v1/events/" + ServiceApi.encoded(uid);
        String source = "?source=" + ServiceApi.encoded(event.path("source").asText());
        byte[] file = audit.bytes(target + "/proof" + source);
        Hash leaf = leaf(audit.get(target + source).path("leafHash").asText());
        return new Found(
                event.path("index").asLong(),
                uid,
                Instant.parse(event.path("time").asText()),
                verdict(file, leaf));
    }

    private ProofVerdict verdict(byte[] file, Hash leaf) {
        try {
            return policy.check(TlogProof.parse(file), leaf);
        } catch (InvalidFormat e) {
            throw new StepFailed("the proof is none: " + e.getMessage());
        }
    }

    private static Hash leaf(String base64) {
        return Hash.of(Base64.getDecoder().decode(base64));
    }
}
