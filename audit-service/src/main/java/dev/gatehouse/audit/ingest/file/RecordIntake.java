package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.file.IntakeOutcome.Refused;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailLog;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import dev.gatehouse.audit.log.EventLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes in one record of a file of CloudTrail's that was rejected when the file was read. Safe for use by many threads. */
public final class RecordIntake {
    private final RecordSplitter splitter;
    private final LogAppends appends;
    private final FileLedger ledger;
    private final IntakeLimits limits;
    private final IntakeListener listener;
    private final InstantSource clock;

    /** @param splitter of CloudTrail's log files */
    public RecordIntake(
            RecordSplitter splitter,
            EventLog log,
            FileLedger ledger,
            IntakeLimits limits,
            IntakeListener listener,
            InstantSource clock) {
        this.splitter = splitter;
        this.appends = new LogAppends(log, limits);
        this.ledger = ledger;
        this.limits = limits;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Takes in a record; nothing is kept as a dead letter.
     *
     * @param location where the file stood
     * @param position the record's place in the file
     * @param record the record as a file by itself
     */
    IntakeOutcome take(ObjectLocation location, CloudTrailLog kind, int position, InflatedFile record) {
        SplitResult split = splitter.split(record);
        if (!split.rejected().isEmpty()) {
            return refused(split.rejected());
        }
        String sha256 = hashOfFile(location).orElse(record.sha256());
        DigestVerdict verdict = ledger.verdict(location, sha256);
        Optional<Origin> origin = Optional.of(new Origin(location.text(), sha256, position));
        List<Event> events = split.events().stream()
                .map(event -> new Event(event.key(), event.time(), event.format(), verdict, origin, event.raw()))
                .toList();
        if (events.stream().anyMatch(event -> event.raw().length() > limits.maxEventBytes())) {
            return new Refused("event-too-large", "it has more than " + limits.maxEventBytes() + " bytes");
        }
        AppendCount count = AppendCount.of(events, appends.append(events));
        if (!count.conflicts().isEmpty()) {
            return refused(count.conflicts());
        }
        count.tell(listener, clock.instant());
        return new IntakeOutcome.Taken(count.appended().size(), count.duplicates(), 0, verdict);
    }

    /** As the file was when it was read; empty where the ledger has forgotten it. */
    private Optional<String> hashOfFile(ObjectLocation location) {
        return ledger.readAs(location.fileName()).stream()
                .filter(file -> file.location().equals(location))
                .map(FileRead::sha256)
                .findFirst();
    }

    private static Refused refused(List<Rejected> rejected) {
        return new Refused(rejected.getFirst().reason(), rejected.getFirst().detail());
    }
}
