package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailLog;
import dev.gatehouse.audit.ingest.file.ObjectKind.S3AccessLog;
import dev.gatehouse.audit.ingest.file.ObjectKind.Unrecognized;
import dev.gatehouse.audit.ingest.file.ObjectKind.VpcFlowLog;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import dev.gatehouse.audit.log.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes in one file at a time: inflates it, splits it, hands its events to the log, and remembers it. Safe for use by many
 * threads.
 *
 * <p>What can't be read becomes dead letters first, then the events become durable, and the ledger is last. So a crash
 * anywhere leads at most to a second reading, in which the log drops what it has, and nothing is ever remembered that is not
 * durable. The log's, the dead letters' and the ledger's {@code ...Unavailable} go to the caller, who tries again later.
 */
public final class FileIntake {
    private final Inflation inflation;
    private final Splitters splitters;
    private final TrailDigests digests;
    private final LogAppends appends;
    private final FileLedger ledger;
    private final DeadLetters deadLetters;
    private final IntakeLimits limits;
    private final IntakeListener listener;
    private final InstantSource clock;

    /** @param listener told of each file when it is done with */
    public FileIntake(
            Inflation inflation,
            Splitters splitters,
            TrailDigests digests,
            EventLog log,
            FileLedger ledger,
            DeadLetters deadLetters,
            IntakeLimits limits,
            IntakeListener listener,
            InstantSource clock) {
        this.inflation = inflation;
        this.splitters = splitters;
        this.digests = digests;
        this.appends = new LogAppends(log, limits);
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.limits = limits;
        this.listener = listener;
        this.clock = clock;
    }

    /** Takes in a file. When this returns, everything of it that is kept is durable. */
    public IntakeOutcome take(StoredObject object) {
        ObjectKind kind = ObjectKeys.kind(object.location().key());
        if (kind instanceof Unrecognized none) {
            listener.skipped(none.problem());
            return new IntakeOutcome.Skipped(none.problem());
        }
        return switch (inflation.inflate(object.location().text(), object.array())) {
            case InflationResult.Refused refused ->
                refuse(object, refused.reason().word(), refused.detail());
            case InflationResult.Inflated inflated -> take(object, kind, inflated.file());
        };
    }

    private IntakeOutcome take(StoredObject object, ObjectKind kind, InflatedFile file) {
        if (ledger.find(object.location(), file.sha256()).isPresent()) {
            listener.known(kind);
            return new IntakeOutcome.Known();
        }
        return switch (kind) {
            case CloudTrailDigest digest -> takeDigest(object, digest, file);
            case CloudTrailLog log ->
                takeRecords(
                        object,
                        log,
                        file,
                        splitters.cloudTrail().split(file),
                        ledger.verdict(object.location(), file.sha256()));
            case VpcFlowLog flow ->
                takeRecords(object, flow, file, splitters.vpcFlow().split(file), DigestVerdict.NOT_APPLICABLE);
            case S3AccessLog access ->
                takeRecords(object, access, file, splitters.s3Access().split(file), DigestVerdict.NOT_APPLICABLE);
            case Unrecognized none -> new IntakeOutcome.Skipped(none.problem());
        };
    }

    private IntakeOutcome takeDigest(StoredObject object, CloudTrailDigest kind, InflatedFile file) {
        return switch (digests.read(object, kind, file)) {
            case TrailDigests.Reading.Malformed malformed -> refuse(object, "malformed-digest", malformed.problem());
            case TrailDigests.Reading.Unchecked unchecked -> {
                ledger.addNamed(unchecked.named());
                appends.append(unchecked.events());
                // Not remembered as read: when it can be checked, it is to be read again.
                listener.deferred(kind);
                yield new IntakeOutcome.Deferred(unchecked.problem());
            }
            case TrailDigests.Reading.Read read -> {
                // Before the events: files that come in from now on are sealed with the digest's verdict.
                ledger.addNamed(read.named());
                yield append(object, kind, file, new Sorted(read.events(), List.of()), DigestVerdict.NOT_APPLICABLE);
            }
        };
    }

    private IntakeOutcome takeRecords(
            StoredObject object, ObjectKind kind, InflatedFile file, SplitResult split, DigestVerdict verdict) {
        if (split.events().isEmpty() && !split.rejected().isEmpty()) {
            Rejected first = split.rejected().getFirst();
            return refuse(object, first.reason(), first.detail());
        }
        return append(object, kind, file, sorted(split, verdict), verdict);
    }

    private IntakeOutcome append(
            StoredObject object, ObjectKind kind, InflatedFile file, Sorted sorted, DigestVerdict verdict) {
        Instant received = clock.instant();
        keep(file.location(), received, sorted.rejected());
        AppendCount count = AppendCount.of(sorted.events(), appends.append(sorted.events()));
        keep(file.location(), received, count.conflicts());
        if (kind instanceof CloudTrailLog) {
            appends.append(digests.late(object.location(), file.sha256()));
        }
        ledger.add(fileRead(object.location(), kind, file, sorted.events(), verdict, received));
        count.tell(listener, received);
        listener.taken(kind, file.bytes().length(), count.appended().size(), count.duplicates());
        int rejected = sorted.rejected().size() + count.conflicts().size();
        return new IntakeOutcome.Taken(count.appended().size(), count.duplicates(), rejected, verdict);
    }

    private IntakeOutcome refuse(StoredObject object, String reason, String detail) {
        deadLetters.add(List.of(new DeadLetter(
                clock.instant(), object.location().text(), OptionalInt.empty(), reason, detail, object.bytes())));
        ledger.addRefused(new RefusedFile(object.location(), reason, clock.instant()));
        listener.deadLetters(reason, 1);
        return new IntakeOutcome.Refused(reason, detail);
    }

    private void keep(String origin, Instant received, List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        deadLetters.add(rejected.stream()
                .map(record -> new DeadLetter(
                        received,
                        origin,
                        OptionalInt.of(record.position()),
                        record.reason(),
                        record.detail(),
                        record.raw()))
                .toList());
        rejected.forEach(record -> listener.deadLetters(record.reason(), 1));
    }

    private Sorted sorted(SplitResult split, DigestVerdict verdict) {
        List<Event> events = new ArrayList<>(split.events().size());
        List<Rejected> rejected = new ArrayList<>(split.rejected());
        for (Event event : split.events()) {
            ByteSlice raw = event.raw();
            if (raw.length() <= limits.maxEventBytes()) {
                events.add(new Event(event.key(), event.time(), event.format(), verdict, event.origin(), raw));
            } else {
                rejected.add(new Rejected(
                        AppendCount.position(event),
                        "event-too-large",
                        "it has " + raw.length() + " bytes, and " + limits.maxEventBytes() + " are allowed",
                        raw));
            }
        }
        return new Sorted(events, rejected);
    }

    private static FileRead fileRead(
            ObjectLocation location,
            ObjectKind kind,
            InflatedFile file,
            List<Event> events,
            DigestVerdict verdict,
            Instant read) {
        return new FileRead(
                location,
                kind.word(),
                file.sha256(),
                file.bytes().length(),
                events.size(),
                events.stream().map(Event::time).min(Comparator.naturalOrder()),
                events.stream().map(Event::time).max(Comparator.naturalOrder()),
                kind instanceof CloudTrailDigest ? Optional.empty() : FileHour.of(kind),
                verdict,
                read);
    }

    /** Events that may go to the log, and records that may not. */
    private record Sorted(List<Event> events, List<Rejected> rejected) {}
}
