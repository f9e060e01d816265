package dev.gatehouse.service.access;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditSink;
import dev.gatehouse.client.audit.AuditUnavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Records who read what, who changed what, and who was refused.
 *
 * <p>A read is recorded before the value is handed out. A change is recorded twice: as an attempt before, and with its
 * outcome after, so that a change without a record is not possible, whichever of the two disks fails.
 *
 * <p>Where the trail is required, an event that can't be recorded refuses the request ({@link AuditUnavailable}); where
 * it is not, it is counted as lost. The outcome of a change is never a reason to refuse: the change has happened.
 */
public final class AuditTrail {
    private final String source;
    private final AuditSink sink;
    private final boolean required;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final LongAdder lost = new LongAdder();

    /**
     * A trail.
     *
     * @param source the service's name
     * @param ids gives each event its unique id
     */
    public AuditTrail(String source, AuditSink sink, boolean required, Supplier<String> ids, InstantSource clock) {
        this.source = source;
        this.sink = sink;
        this.required = required;
        this.ids = ids;
        this.clock = clock;
    }

    /** One object and the version of it that was read. */
    public record Read(Resource resource, String version) {}

    /** Records reads, all or none, before their values are handed out. */
    public void read(Caller caller, List<Read> reads) {
        handedOut(caller, "read", reads);
    }

    /** Records, all or none, what is about to be handed out of objects in another form than their values. */
    public void handedOut(Caller caller, String verb, List<Read> reads) {
        if (!reads.isEmpty()) {
            recordOrRefuse(reads.stream()
                    .map(read -> event(
                            caller,
                            read.resource(),
                            verb,
                            Optional.of(read.version()),
                            Outcome.SUCCESS,
                            Optional.empty()))
                    .toList());
        }
    }

    /** Records that the caller was refused. */
    public void denied(Caller caller, Resource resource, String verb) {
        recordOrRefuse(List.of(event(caller, resource, verb, Optional.empty(), Outcome.DENIED, Optional.of("policy"))));
    }

    /** Records that somebody unknown was refused; {@code reason} is a stable word. */
    public void unauthenticated(String sourceAddress, String requestId, String reason) {
        recordOrRefuse(List.of(event(
                "anonymous",
                sourceAddress,
                requestId,
                new Resource("service", "/" + source),
                "authenticate",
                Optional.empty(),
                Outcome.DENIED,
                Optional.of(reason))));
    }

    /** How a change ended, for the record. */
    public sealed interface Ending {}

    /** @param version the version that the change made, where it made one */
    public record Done(Optional<String> version) implements Ending {
        public Done(String version) {
            this(Optional.of(version));
        }
    }

    /** @param reason a stable word */
    public record NotDone(String reason) implements Ending {}

    /**
     * Makes a change between two records.
     *
     * @param ending tells of the change's result how it ended
     */
    public <T> T change(
            Caller caller, Resource resource, String verb, Supplier<T> change, Function<? super T, Ending> ending) {
        recordOrRefuse(List.of(event(caller, resource, verb, Optional.empty(), Outcome.ATTEMPT, Optional.empty())));
        Ending ended = new NotDone("error");
        try {
            T result = change.get();
            ended = ending.apply(result);
            return result;
        } finally {
            recordOrLose(List.of(
                    switch (ended) {
                        case Done(Optional<String> version) ->
                            event(caller, resource, verb, version, Outcome.SUCCESS, Optional.empty());
                        case NotDone(String reason) ->
                            event(caller, resource, verb, Optional.empty(), Outcome.FAILURE, Optional.of(reason));
                    }));
        }
    }

    /** One object that a change of many wrote, with the version that it made. */
    public record Written(Resource resource, String version) {}

    /** Records what a change of many objects, itself recorded by {@link #change}, has written. */
    public void wrote(Caller caller, List<Written> written) {
        if (!written.isEmpty()) {
            recordOrLose(written.stream()
                    .map(w -> event(
                            caller, w.resource(), "write", Optional.of(w.version()), Outcome.SUCCESS, Optional.empty()))
                    .toList());
        }
    }

    /** Events that could not be recorded and did not refuse a request. */
    public long lost() {
        return lost.sum();
    }

    private AuditEvent event(
            Caller caller,
            Resource resource,
            String verb,
            Optional<String> version,
            Outcome outcome,
            Optional<String> reason) {
        return event(
                caller.principal().name(),
                caller.sourceAddress(),
                caller.requestId(),
                resource,
                verb,
                version,
                outcome,
                reason);
    }

    private AuditEvent event(
            String principal,
            String sourceAddress,
            String requestId,
            Resource resource,
            String verb,
            Optional<String> version,
            Outcome outcome,
            Optional<String> reason) {
        return new AuditEvent(
                ids.get(),
                clock.instant(),
                source,
                principal,
                resource.type() + ":" + verb,
                resource.toString(),
                version,
                outcome,
                reason,
                sourceAddress,
                requestId);
    }

    private void recordOrRefuse(List<AuditEvent> events) {
        try {
            sink.record(events);
        } catch (AuditUnavailable e) {
            if (required) {
                throw e;
            }
            lost.add(events.size());
        }
    }

    private void recordOrLose(List<AuditEvent> events) {
        try {
            sink.record(events);
        } catch (AuditUnavailable e) {
            lost.add(events.size());
        }
    }
}
