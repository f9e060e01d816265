package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.PayloadStore.Segment;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.verify.MemoryLog.Found;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log is checked again and again, and its first fault is not forgotten. */
class ContinuousVerificationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
    private static final VerificationPace PACE = new VerificationPace(1_000_000, Duration.ofHours(1));

    @TempDir
    private Path folder;

    private MemoryLog log = new MemoryLog();
    private final Faults faults = new Faults();
    private final Heard heard = new Heard();
    private final List<Duration> rests = new ArrayList<>();

    private static final class Faults implements FaultStore {
        private Optional<Fault> kept = Optional.empty();

        @Override
        public Optional<Fault> load() {
            return kept;
        }

        @Override
        public void save(Fault fault) {
            kept = Optional.of(fault);
        }
    }

    private static final class Heard implements VerificationListener {
        private final List<String> told = new ArrayList<>();

        @Override
        public void passed(VerificationState.Pass pass) {
            told.add("passed " + pass.size());
        }

        @Override
        public void broken(Fault fault) {
            told.add("broken " + fault.place());
        }

        @Override
        public void unreadable(StorageFailed cause) {
            told.add("unreadable");
        }
    }

    @BeforeEach
    void writeALog() throws Exception {
        MemoryLog.write(folder, 300, 30);
        log = MemoryLog.read(folder);
    }

    private ContinuousVerification verification() {
        return verification(log);
    }

    private ContinuousVerification verification(LogSource source) {
        return new ContinuousVerification(source, MemoryLog.TRUST, PACE, faults, () -> NOW, () -> 0, rests::add, heard);
    }

    @Test
    void tellsOfTheLastPass() throws Exception {
        ContinuousVerification verification = verification();

        verification.pass();

        VerificationState.Pass pass = new VerificationState.Pass(
                NOW, NOW, 300, log.checkpoint().root().base64());
        assertThat(verification.state().sound()).contains(pass);
        assertThat(verification.state().fault()).isEmpty();
        assertThat(verification.state().running()).isEmpty();
        assertThat(heard.told).containsExactly("passed 300");
    }

    @Test
    void tellsOfAFaultOnceAndKeepsIt() throws Exception {
        ContinuousVerification verification = verification();
        Found found = log.find(200);
        log.flip(found.segment(), found.salt());

        verification.pass();
        verification.pass();

        Fault fault = new Fault(NOW, found.place(200).text(), "the payload is not what its entry commits to");
        assertThat(verification.state().fault()).contains(fault);
        assertThat(faults.kept).contains(fault);
        assertThat(heard.told).containsExactly("broken " + fault.place());
    }

    @Test
    void aSoundPassDoesNotClearTheFirstFault() throws Exception {
        ContinuousVerification verification = verification();
        Found found = log.find(200);
        log.flip(found.segment(), found.salt());
        verification.pass();
        log.flip(found.segment(), found.salt());

        verification.pass();

        assertThat(verification.state().fault()).isPresent();
        assertThat(verification.state().lastFault()).isEmpty();
        assertThat(verification.state().sound()).isPresent();
    }

    @Test
    void anotherProcessKnowsTheFault() {
        Fault fault = new Fault(NOW, "event 4", "its key is that of an earlier event");
        faults.save(fault);

        VerificationState state = verification().state();

        assertThat(state.fault()).contains(fault);
    }

    @Test
    void aLogThatWasSetBackIsFound() throws Exception {
        ContinuousVerification verification = verification();
        MemoryLog.write(folder.resolve("longer"), 400, 30);
        MemoryLog shorter = log.copy();
        MemoryLog longer = MemoryLog.read(folder.resolve("longer"));
        take(longer);
        verification.pass();
        take(shorter);

        verification.pass();

        assertThat(heard.told).containsExactly("passed 400", "broken checkpoint");
    }

    private void take(MemoryLog other) {
        log.segments.clear();
        log.segments.putAll(other.segments);
        log.files.clear();
        log.files.putAll(other.files);
    }

    @Test
    void aLogThatCanNotBeReadIsNoFault() throws Exception {
        ContinuousVerification verification = verification(new Unreadable(log));

        verification.pass();

        assertThat(verification.state().unreadable()).contains(NOW);
        assertThat(verification.state().fault()).isEmpty();
        assertThat(heard.told).containsExactly("unreadable");
    }

    private record Unreadable(MemoryLog log) implements LogSource {
        @Override
        public Optional<byte[]> file(String path) {
            return log.file(path);
        }

        @Override
        public List<Segment> segments() {
            return log.segments();
        }

        @Override
        public ByteBuffer read(long segment, long offset, int length) {
            throw new StorageFailed("told to fail");
        }
    }

    @Test
    void readsNoQuickerThanThePace() throws Exception {
        MemoryLog.write(folder.resolve("large"), 40_000, 1_000);
        MemoryLog large = MemoryLog.read(folder.resolve("large"));
        take(large);
        long bytes = large.segments.values().stream()
                .mapToLong(segment -> segment.length)
                .sum();

        verification().pass();

        // The clock stands still: each rest is as long as all that was read so far takes.
        Duration last = rests.getLast();
        assertThat(rests).hasSizeGreaterThan(3).isSorted();
        assertThat(last).isGreaterThan(Duration.ofSeconds(bytes / 1_000_000 - 1));
        assertThat(heard.told).containsExactly("passed 40000");
    }
}
