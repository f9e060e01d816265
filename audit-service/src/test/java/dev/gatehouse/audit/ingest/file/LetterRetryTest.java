package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.EventLimits;
import dev.gatehouse.audit.ingest.EventReader;
import dev.gatehouse.audit.ingest.Ingest;
import dev.gatehouse.audit.ingest.InvalidEvent;
import dev.gatehouse.audit.ingest.RejectLetters;
import dev.gatehouse.audit.ingest.Sender;
import dev.gatehouse.audit.ingest.file.LetterRetry.Result;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LetterRetryTest {
    private static final Instant NOW = LineSplitter.TIME;
    private static final String LOG = "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
    private static final String DIGEST =
            "111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_20260301T101531Z.json.gz";
    private static final String FLOW = "111122223333_vpcflowlogs_us-east-1_fl-1234abcd_20260301T1015Z_fe123456.log.gz";
    private static final String EVENT = """
            {"uid":"u","time":"2026-03-01T10:00:00Z","source":"demo","principal":"p","action":"a:b","outcome":"success"}""";
    private static final Sender ADMIN = new Sender("token:admin", "192.0.2.1", source -> true);

    private final FakeLog log = new FakeLog();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeDeadLetters letters = new FakeDeadLetters();

    @Test
    void appendsASentEventAndForgetsTheLetter() {
        String id = put("/v1/events#token:tester", 4, EVENT);

        assertThat(retry().retry(id, ADMIN)).isEqualTo(new Result.InLog(1, 0, 0));

        assertThat(log.events).extracting(Event::raw).containsExactly(ByteSlice.of(EVENT));
        assertThat(letters.letters).isEmpty();
    }

    @Test
    void forgetsALetterOfAnEventThatTheLogHas() {
        retry().retry(put("/v1/events#a", 0, EVENT), ADMIN);

        assertThat(retry().retry(put("/v1/events#b", 0, EVENT), ADMIN)).isEqualTo(new Result.InLog(0, 1, 0));
        assertThat(letters.letters).isEmpty();
    }

    @Test
    void keepsWhatIsNoEventStill() {
        String id = put("/v1/events#token:tester", 4, "{bad}");

        assertThatThrownBy(() -> retry().retry(id, ADMIN)).isInstanceOf(InvalidEvent.class);

        assertThat(letters.letters).hasSize(1);
    }

    @Test
    void keepsWhatTheRetryingCallerMayNotSend() {
        String id = put("/v1/events#token:tester", 4, EVENT);

        assertThatThrownBy(() -> retry().retry(id, new Sender("token:x", "192.0.2.1", source -> false)))
                .isInstanceOf(InvalidEvent.class);

        assertThat(letters.letters).hasSize(1);
        assertThat(log.events).isEmpty();
    }

    @Test
    void keepsWhatTheLogMayNotHave() {
        String id = put("/v1/events#token:tester", 4, EVENT);
        log.fault = FakeLog.Fault.AFTER;

        assertThatThrownBy(() -> retry().retry(id, ADMIN)).isInstanceOf(LogUnavailable.class);

        assertThat(letters.letters).hasSize(1);
    }

    @Test
    void keepsALetterOfWhichOnlyTheBeginningIsThere() {
        letters.maxRaw = EVENT.length() - 1;
        String id = put("/v1/events#token:tester", 4, EVENT);

        assertThat(retry().retry(id, ADMIN)).isInstanceOf(Result.NotPossible.class);
        assertThat(letters.letters).hasSize(1);
    }

    @Test
    void takesAWholeFile() {
        String id = put(LOG, -1, "one\ntwo");

        assertThat(retry().retry(id, ADMIN)).isEqualTo(new Result.InLog(2, 0, 0));

        assertThat(ledger.read).hasSize(1);
        assertThat(letters.letters).isEmpty();
    }

    @Test
    void keepsAWholeFileThatIsRefusedAgain() {
        String id = put(LOG, -1, "!nothing");

        assertThatThrownBy(() -> retry().retry(id, ADMIN)).isInstanceOf(InvalidEvent.class);

        assertThat(letters.letters).extracting(FakeDeadLetters::id).contains(id);
    }

    @Test
    void takesOneRecordOfAFileAtItsPlace() {
        FileIntake files = files();
        files.take(new StoredObject(ObjectLocation.ofFile(LOG), ByteSlice.of("first"), Map.of()));
        String id = put(LOG, 7, "seventh");

        assertThat(retry().retry(id, ADMIN)).isEqualTo(new Result.InLog(1, 0, 0));

        Origin origin = log.events.getLast().origin().orElseThrow();
        assertThat(origin).isEqualTo(new Origin(LOG, ByteSlice.of("first").sha256(), 7));
        assertThat(letters.letters).isEmpty();
        assertThat(ledger.read).hasSize(1);
    }

    @Test
    void doesNotRetryWhatMeansNothingAlone() {
        assertThat(retry().retry(put(FLOW, 7, "2 111122223333"), ADMIN)).isInstanceOf(Result.NotPossible.class);
        assertThat(retry().retry(put(DIGEST, -1, "{}"), ADMIN)).isInstanceOf(Result.NotPossible.class);
        assertThat(letters.letters).hasSize(2);
    }

    @Test
    void saysThatThereIsNoSuchLetter() {
        assertThat(retry().retry("none", ADMIN)).isEqualTo(new Result.NoSuchLetter());
    }

    private String put(String origin, int position, String raw) {
        DeadLetter letter = new DeadLetter(
                NOW,
                origin,
                position < 0 ? OptionalInt.empty() : OptionalInt.of(position),
                "no-event",
                "d",
                ByteSlice.of(raw));
        letters.add(List.of(letter));
        return FakeDeadLetters.id(letter);
    }

    private LetterRetry retry() {
        Ingest ingest = new Ingest(
                log,
                new EventReader(EventLimits.DEFAULT),
                EventLimits.DEFAULT,
                10,
                new RejectLetters(letters, () -> NOW));
        RecordSplitter unwrapped = file -> new LineSplitter(EventFormat.CLOUDTRAIL).split(unwrapped(file));
        return new LetterRetry(
                letters,
                ingest,
                files(),
                new RecordIntake(unwrapped, log, ledger, limits(), IntakeListener.NONE, () -> NOW));
    }

    /** The test's records are lines and no JSON. */
    private static InflatedFile unwrapped(InflatedFile file) {
        String text = file.bytes().text();
        assertThat(text).startsWith("{\"Records\":[").endsWith("]}");
        byte[] record = text.substring(12, text.length() - 2).getBytes(UTF_8);
        return new InflatedFile(file.location(), ByteSlice.of(record), file.sha256());
    }

    private FileIntake files() {
        LineSplitter splitter = new LineSplitter(EventFormat.CLOUDTRAIL);
        return new FileIntake(
                new Inflation(InflationLimits.DEFAULT),
                new Splitters(splitter, splitter, splitter),
                (object, kind, file) -> new TrailDigests.Reading.Malformed("none is expected"),
                log,
                ledger,
                letters,
                limits(),
                IntakeListener.NONE,
                () -> NOW);
    }

    private static IntakeLimits limits() {
        return IntakeLimits.of(LogLimits.DEFAULT, Duration.ofSeconds(1));
    }
}
