package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.file.FakeLog.Fault;
import dev.gatehouse.audit.ingest.file.IntakeOutcome.Known;
import dev.gatehouse.audit.ingest.file.IntakeOutcome.Refused;
import dev.gatehouse.audit.ingest.file.IntakeOutcome.Skipped;
import dev.gatehouse.audit.ingest.file.IntakeOutcome.Taken;
import dev.gatehouse.audit.log.LogUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileIntakeTest {
    private static final String LOG = "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
    private static final String DIGEST =
            "111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_20260301T101531Z.json.gz";
    private static final String FLOW = "111122223333_vpcflowlogs_us-east-1_fl-1234abcd_20260301T1015Z_fe123456.log.gz";
    private static final String ACCESS = "2026-03-01-10-15-00-0123456789ABCDEF";
    private static final Instant NOW = LineSplitter.TIME.plusSeconds(60);

    private final FakeLog log = new FakeLog();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeDeadLetters deadLetters = new FakeDeadLetters();
    private final List<String> told = new ArrayList<>();
    private TrailDigests digests = (object, kind, file) -> new TrailDigests.Reading.Malformed("none is expected");

    @Test
    void appendsAFilesEventsAndRemembersIt() {
        IntakeOutcome outcome = take("a/" + LOG, "one\ntwo\n");

        assertThat(outcome).isEqualTo(new Taken(2, 0, 0, DigestVerdict.UNCHECKED));
        assertThat(log.events)
                .extracting(
                        event -> event.key().uid(),
                        event -> event.origin().orElseThrow().position(),
                        Event::verdict)
                .containsExactly(tuple("one", 0, DigestVerdict.UNCHECKED), tuple("two", 1, DigestVerdict.UNCHECKED));
        assertThat(ledger.read)
                .containsExactly(new FileRead(
                        ObjectLocation.ofFile("a/" + LOG),
                        "cloudtrail-log",
                        sha256("one\ntwo\n"),
                        8,
                        2,
                        Optional.of(LineSplitter.TIME),
                        Optional.of(LineSplitter.TIME.plusSeconds(1)),
                        Optional.of(new FileHour("111122223333", "us-east-1", Instant.parse("2026-03-01T10:00:00Z"))),
                        DigestVerdict.UNCHECKED,
                        NOW));
        assertThat(told).containsExactly("lag CLOUDTRAIL PT1M", "lag CLOUDTRAIL PT59S", "taken cloudtrail-log 8 2 0");
    }

    @Test
    void takesAFileOfOtherFormatsWithoutAVerdict() {
        assertThat(take(FLOW, "one")).isEqualTo(new Taken(1, 0, 0, DigestVerdict.NOT_APPLICABLE));
        assertThat(take(ACCESS, "two")).isEqualTo(new Taken(1, 0, 0, DigestVerdict.NOT_APPLICABLE));
        assertThat(log.events).extracting(Event::format).containsExactly(EventFormat.VPC_FLOW, EventFormat.S3_ACCESS);
    }

    @Test
    void readsAFileOnce() {
        take(LOG, "one");

        assertThat(take(LOG, "one")).isEqualTo(new Known());
        assertThat(log.batches).containsExactly(1);
        assertThat(told).last().isEqualTo("known cloudtrail-log");
    }

    @Test
    void readsAFileAgainWhereItsContentIsAnother() {
        take(LOG, "one");

        assertThat(take(LOG, "one\ntwo")).isEqualTo(new Taken(1, 1, 0, DigestVerdict.UNCHECKED));
        assertThat(ledger.read).hasSize(2);
    }

    @Test
    void keepsAConflictAsADeadLetter() {
        take(LOG, "one first");

        IntakeOutcome outcome = take(LOG, "one second\ntwo");

        assertThat(outcome).isEqualTo(new Taken(1, 0, 1, DigestVerdict.UNCHECKED));
        assertThat(deadLetters.letters)
                .containsExactly(new DeadLetter(
                        NOW,
                        LOG,
                        OptionalInt.of(0),
                        "conflict",
                        "event 0 has the same key and other bytes",
                        ByteSlice.of("one second")));
    }

    @Test
    void keepsRejectedRecordsAsDeadLettersAndTakesTheOthers() {
        IntakeOutcome outcome = take(LOG, "one\n!two\nthree");

        assertThat(outcome).isEqualTo(new Taken(2, 0, 1, DigestVerdict.UNCHECKED));
        assertThat(deadLetters.letters)
                .containsExactly(
                        new DeadLetter(NOW, LOG, OptionalInt.of(1), "no-event", "it is none", ByteSlice.of("!two")));
    }

    @Test
    void refusesAFileThatHoldsNoEventAtAllAndDoesNotRememberIt() {
        assertThat(take(LOG, "!nothing")).isEqualTo(new Refused("no-event", "it is none"));
        assertThat(ledger.read).isEmpty();
        assertThat(deadLetters.letters).hasSize(1);
    }

    @Test
    void remembersAnEmptyFile() {
        assertThat(take(LOG, "")).isEqualTo(new Taken(0, 0, 0, DigestVerdict.UNCHECKED));
        assertThat(ledger.read).extracting(FileRead::first).containsExactly(Optional.empty());
    }

    @Test
    void refusesAnAppendedMemberAsADeadLetterOfTheWholeFile() {
        byte[] bytes = Gzips.concat(Gzips.member("one".getBytes(UTF_8)), Gzips.member("two".getBytes(UTF_8)));

        IntakeOutcome outcome =
                intake(100).take(new StoredObject(ObjectLocation.of("trail", LOG), ByteSlice.of(bytes), Map.of()));

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(log.events).isEmpty();
        assertThat(ledger.refused)
                .containsExactly(new RefusedFile(ObjectLocation.of("trail", LOG), "second-gzip-member", NOW));
        assertThat(deadLetters.letters)
                .extracting(DeadLetter::origin, DeadLetter::position, DeadLetter::reason, DeadLetter::raw)
                .containsExactly(
                        tuple("s3://trail/" + LOG, OptionalInt.empty(), "second-gzip-member", ByteSlice.of(bytes)));
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        assertThat(take("readme.txt", "one")).isInstanceOf(Skipped.class);
        assertThat(deadLetters.letters).isEmpty();
        assertThat(told).singleElement().asString().startsWith("skipped ");
    }

    @Test
    void boundsAnEventFromBothSides() {
        assertThat(take(LOG, "x".repeat(100) + "\n" + "y".repeat(101)))
                .isEqualTo(new Taken(1, 0, 1, DigestVerdict.UNCHECKED));
        assertThat(deadLetters.letters)
                .extracting(DeadLetter::position, DeadLetter::reason)
                .containsExactly(tuple(OptionalInt.of(1), "event-too-large"));
    }

    @Test
    void handsBatchesOfBoundedCountsAndBytesToTheLog() {
        take(LOG, "1\n2\n3\n4\n5\n6\n7");
        take(FLOW, "a".repeat(80) + "\n" + "b".repeat(80) + "\n" + "c".repeat(80) + "\nd");

        assertThat(log.batches).containsExactly(3, 3, 1, 2, 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE", "AFTER", "SILENT", "SHORT"})
    void remembersNothingThatTheLogMayNotHaveAndTakesItTheNextTime(Fault fault) {
        log.fault = fault;
        assertThatThrownBy(() -> take(LOG, "one\ntwo")).isInstanceOf(LogUnavailable.class);
        assertThat(ledger.read).isEmpty();
        log.fault = Fault.NONE;

        IntakeOutcome outcome = take(LOG, "one\ntwo");

        int before = fault == Fault.BEFORE ? 0 : 2;
        assertThat(outcome).isEqualTo(new Taken(2 - before, before, 0, DigestVerdict.UNCHECKED));
        assertThat(log.events).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesAFileAgainWhereTheLedgerFailed(boolean before) {
        ledger.failsBefore = before;
        ledger.failsAfter = !before;
        assertThatThrownBy(() -> take(LOG, "one")).isInstanceOf(LedgerUnavailable.class);
        ledger.failsBefore = false;
        ledger.failsAfter = false;

        IntakeOutcome outcome = take(LOG, "one");

        assertThat(outcome).isEqualTo(before ? new Taken(0, 1, 0, DigestVerdict.UNCHECKED) : new Known());
        assertThat(log.events).hasSize(1);
    }

    @Test
    void appendsNothingWhereDeadLettersHaveNoRoom() {
        deadLetters.full = true;

        assertThatThrownBy(() -> take(LOG, "one\n!two")).isInstanceOf(DeadLettersUnavailable.class);

        assertThat(log.events).isEmpty();
        assertThat(ledger.read).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DigestVerdict.class,
            names = {"VALID", "INVALID"})
    void sealsAFilesEventsWithTheVerdictOfADigestThatCameBefore(DigestVerdict verdict) {
        ledger.addNamed(List.of(named(verdict == DigestVerdict.VALID ? sha256("one") : "ff", DigestVerdict.VALID)));

        assertThat(take(LOG, "one")).isEqualTo(new Taken(1, 0, 0, verdict));
        assertThat(log.events).extracting(Event::verdict).containsExactly(verdict);
    }

    @Test
    void weighsASoundDigestMoreThanAForgedOne() {
        ledger.addNamed(List.of(named("ff", DigestVerdict.INVALID), named("ee", DigestVerdict.UNCHECKED)));
        assertThat(ledger.verdict(ObjectLocation.ofFile(LOG), sha256("one"))).isEqualTo(DigestVerdict.INVALID);

        ledger.addNamed(List.of(named(sha256("one"), DigestVerdict.VALID)));

        assertThat(ledger.verdict(ObjectLocation.ofFile(LOG), sha256("one"))).isEqualTo(DigestVerdict.VALID);
    }

    @Test
    void saysNothingOfAFileOfTheSameNameInAnotherBucket() {
        ledger.addNamed(List.of(named(sha256("one"), DigestVerdict.VALID)));

        assertThat(ledger.verdict(ObjectLocation.of("other", LOG), sha256("one")))
                .isEqualTo(DigestVerdict.UNCHECKED);
    }

    @Test
    void remembersWhatADigestNamesBeforeItsEventsAreAppended() {
        NamedFile named = named("ff", DigestVerdict.VALID);
        digests = (object, kind, file) -> new TrailDigests.Reading.Read(
                List.of(named), new LineSplitter(EventFormat.DIGEST).split(file).events());
        log.fault = Fault.BEFORE;

        assertThatThrownBy(() -> take(DIGEST, "digest")).isInstanceOf(LogUnavailable.class);

        assertThat(ledger.named).containsExactly(named);
        assertThat(ledger.read).isEmpty();
    }

    @Test
    void takesADigestOnce() {
        digests = (object, kind, file) -> new TrailDigests.Reading.Read(
                List.of(), new LineSplitter(EventFormat.DIGEST).split(file).events());

        assertThat(take(DIGEST, "digest")).isEqualTo(new Taken(1, 0, 0, DigestVerdict.NOT_APPLICABLE));
        assertThat(take(DIGEST, "digest")).isEqualTo(new Known());
    }

    @Test
    void refusesAMalformedDigest() {
        assertThat(take(DIGEST, "garbage")).isEqualTo(new Refused("malformed-digest", "none is expected"));
    }

    private NamedFile named(String sha256, DigestVerdict verdict) {
        return new NamedFile(
                ObjectLocation.of("trail", LOG),
                sha256,
                ObjectLocation.of("trail", verdict + DIGEST),
                verdict,
                FileHour.of(ObjectKeys.kind(LOG)));
    }

    private static String sha256(String content) {
        return ByteSlice.of(content).sha256();
    }

    private IntakeOutcome take(String name, String content) {
        byte[] bytes = Gzips.member(content.getBytes(UTF_8));
        return intake(100).take(new StoredObject(ObjectLocation.ofFile(name), ByteSlice.of(bytes), Map.of()));
    }

    private FileIntake intake(int maxEventBytes) {
        return new FileIntake(
                new Inflation(InflationLimits.DEFAULT),
                new Splitters(
                        new LineSplitter(EventFormat.CLOUDTRAIL),
                        new LineSplitter(EventFormat.VPC_FLOW),
                        new LineSplitter(EventFormat.S3_ACCESS)),
                digests,
                log,
                ledger,
                deadLetters,
                new IntakeLimits(maxEventBytes, 3, 160, Duration.ofMillis(1)),
                new Told(told),
                () -> NOW);
    }

    private record Told(List<String> lines) implements IntakeListener {
        @Override
        public void taken(ObjectKind kind, long bytes, int appended, int duplicates) {
            lines.add("taken " + kind.word() + " " + bytes + " " + appended + " " + duplicates);
        }

        @Override
        public void known(ObjectKind kind) {
            lines.add("known " + kind.word());
        }

        @Override
        public void deferred(ObjectKind kind) {
            lines.add("deferred " + kind.word());
        }

        @Override
        public void skipped(String problem) {
            lines.add("skipped " + problem);
        }

        @Override
        public void deadLetters(String reason, int count) {
            lines.add("dead " + reason + " " + count);
        }

        @Override
        public void lag(EventFormat format, Duration lag) {
            lines.add("lag " + format + " " + lag);
        }
    }
}
