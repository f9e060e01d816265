package dev.gatehouse.audit.ingest.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.ingest.cloudtrail.Trail.Written;
import dev.gatehouse.audit.ingest.file.FakeDeadLetters;
import dev.gatehouse.audit.ingest.file.FakeLedger;
import dev.gatehouse.audit.ingest.file.FakeLog;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.IntakeLimits;
import dev.gatehouse.audit.ingest.file.IntakeListener;
import dev.gatehouse.audit.ingest.file.IntakeOutcome;
import dev.gatehouse.audit.ingest.file.LineSplitter;
import dev.gatehouse.audit.ingest.file.NamedFile;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.Splitters;
import dev.gatehouse.audit.ingest.file.StoredObject;
import dev.gatehouse.audit.log.LogLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestIntakeTest {
    private static final Inflation INFLATION = new Inflation(InflationLimits.DEFAULT);
    private static final Instant FROM = Trail.FIRST_HOUR;
    private static final Instant TO = FROM.plus(Duration.ofHours(6));

    private final Trail trail = new Trail();
    private final FakeLog log = new FakeLog();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeDeadLetters deadLetters = new FakeDeadLetters();

    @Test
    void tellsOfADigestAndOfEachFileThatWasRead() throws JsonProcessingException {
        Written digest = trail.hours(1).getFirst();
        take(trail.log(FROM, 'a'));
        take(trail.log(FROM, 'b'));

        assertThat(take(digest.location())).isEqualTo(new IntakeOutcome.Taken(3, 0, 0, DigestVerdict.NOT_APPLICABLE));

        assertThat(digestEvents()).extracting(Event::verdict).containsOnly(DigestVerdict.VALID);
        Event file = digestEvents().get(1);
        assertThat(file.key().source()).isEqualTo("cloudtrail-digest/" + Trail.ACCOUNT);
        assertThat(file.time()).isEqualTo(digest.end());
        JsonNode json = JsonMapper.builder().build().readTree(file.raw().text());
        assertThat(json.get("uid").asText()).isEqualTo(file.key().uid());
        assertThat(json.get("resource").asText()).isEqualTo(trail.log(FROM, 'a').text());
        assertThat(json.get("outcome").asText()).isEqualTo("success");
        assertThat(json.get("details").get("file").asText())
                .isEqualTo(trail.log(FROM, 'a').text());
        assertThat(json.get("details").get("digest").asText())
                .isEqualTo(digest.location().text());
        assertThat(json.get("details").get("digestSha256").asText()).isEqualTo(digest.sha256());
        assertThat(json.get("details").get("outcome").asText()).isEqualTo("valid");
    }

    @Test
    void saysWhichFilesWereReadWithAnotherContentAndWhichWereNot() {
        Written digest = trail.hours(1).getFirst();
        trail.replace(trail.log(FROM, 'a'), "Records", "Recerds");
        take(logOf('a'));

        take(digest.location());

        assertThat(digestEvents())
                .extracting(Event::verdict)
                .containsExactly(DigestVerdict.VALID, DigestVerdict.INVALID, DigestVerdict.UNCHECKED);
        assertThat(digestEvents().get(2).raw().text()).contains("\"outcome\":\"missing\"");
        assertThat(completeness()).singleElement().satisfies(row -> {
            assertThat(row.named()).isEqualTo(2);
            assertThat(row.present()).isZero();
            assertThat(row.mismatched()).containsExactly(logOf('a').fileName());
            assertThat(row.missing()).containsExactly(logOf('b').fileName());
            assertThat(row.complete()).isFalse();
        });
    }

    @Test
    void saysThatAFileWasReadFromAnotherBucket() {
        Written digest = trail.hours(1).getFirst();
        StoredObject stored = Objects.requireNonNull(trail.objects.get(logOf('a')));
        ObjectLocation elsewhere = ObjectLocation.of("copy", logOf('a').key());
        intake(Trail.keys()).take(new StoredObject(elsewhere, stored.bytes(), stored.metadata()));

        take(digest.location());

        assertThat(digestEvents().get(1).raw().text()).contains("\"outcome\":\"moved\"");
    }

    @Test
    void bindsAnEarlierDigestsVerdictIntoTheEventsOfAFile() {
        Written digest = trail.hours(1).getFirst();
        take(digest.location());

        assertThat(take(logOf('a'))).isEqualTo(new IntakeOutcome.Taken(1, 0, 0, DigestVerdict.VALID));
    }

    @Test
    void bindsAForgedDigestAsInvalid() {
        Written digest = trail.write(trail.hour(0).signedBy(Trail.rsa(2_048).getPrivate()));

        take(digest.location());

        assertThat(ledger.named).extracting(NamedFile::digestVerdict).containsOnly(DigestVerdict.INVALID);
        assertThat(digestEvents()).extracting(Event::verdict).containsOnly(DigestVerdict.INVALID);
        assertThat(completeness()).isEmpty();
    }

    @Test
    void doesNotCallAFileInvalidForAKeyThatIsNotKnown() {
        Written digest = trail.hours(1).getFirst();
        StoredObject object = Objects.requireNonNull(trail.objects.get(digest.location()));

        intake((fingerprint, time) -> Optional.empty()).take(object);

        assertThat(take(logOf('a'))).isEqualTo(new IntakeOutcome.Taken(1, 0, 0, DigestVerdict.UNCHECKED));
    }

    @Test
    void asksForADigestAgainWhoseKeyIsNotKnownAndTakesItWhenTheKeyIsThere() {
        Written digest = trail.hours(1).getFirst();
        StoredObject object = Objects.requireNonNull(trail.objects.get(digest.location()));
        DigestKeys none = (fingerprint, time) -> Optional.empty();

        assertThat(intake(none).take(object)).isInstanceOf(IntakeOutcome.Deferred.class);
        assertThat(intake(none).take(object)).isInstanceOf(IntakeOutcome.Deferred.class);

        assertThat(ledger.read).isEmpty();
        assertThat(digestEvents()).hasSize(3);
        assertThat(digestEvents().getFirst().raw().text()).contains("\"reason\":\"unknown-key\"");
        assertThat(take(digest.location())).isEqualTo(new IntakeOutcome.Taken(3, 0, 0, DigestVerdict.NOT_APPLICABLE));
        assertThat(ledger.read).hasSize(1);
        assertThat(take(logOf('a'))).isEqualTo(new IntakeOutcome.Taken(1, 0, 0, DigestVerdict.VALID));
    }

    @Test
    void correctsADigestsEventWhenAMissingFileComesLate() {
        Written digest = trail.hours(1).getFirst();
        take(digest.location());
        assertThat(digestEvents().get(1).raw().text()).contains("\"reason\":\"not-read\"");

        take(logOf('a'));

        Event correction = digestEvents().getLast();
        assertThat(digestEvents()).hasSize(4);
        assertThat(correction.verdict()).isEqualTo(DigestVerdict.VALID);
        assertThat(correction.time()).isEqualTo(digest.end());
        assertThat(correction.raw().text())
                .contains("\"reason\":\"came-late\"", "\"file\":\"" + logOf('a').text() + "\"");
    }

    @Test
    void saysOfALateFileThatItHasAnotherContent() {
        Written digest = trail.hours(1).getFirst();
        take(digest.location());
        trail.replace(logOf('a'), "Records", "Recerds");

        take(logOf('a'));

        assertThat(digestEvents().getLast().verdict()).isEqualTo(DigestVerdict.INVALID);
        assertThat(digestEvents().getLast().raw().text()).contains("\"reason\":\"other-hash\"");
    }

    @Test
    void saysNothingLateForADigestThatIsForged() {
        Written digest = trail.write(trail.hour(0).signedBy(Trail.rsa(2_048).getPrivate()));
        take(digest.location());

        take(logOf('a'));

        assertThat(digestEvents()).hasSize(3);
    }

    @Test
    void tellsARefusedFileFromAMissingOne() {
        Written digest = trail.hours(1).getFirst();
        StoredObject sound = Objects.requireNonNull(trail.objects.get(logOf('a')));
        byte[] twice = Gzips.concat(sound.bytes().copy(), sound.bytes().copy());
        intake(Trail.keys()).take(new StoredObject(sound.location(), ByteSlice.of(twice), Map.of()));

        take(digest.location());

        assertThat(digestEvents().get(1).raw().text()).contains("\"outcome\":\"missing\",\"reason\":\"refused\"");
        assertThat(digestEvents().get(2).raw().text()).contains("\"reason\":\"not-read\"");
        assertThat(completeness()).singleElement().satisfies(row -> {
            assertThat(row.refused()).containsExactly(logOf('a').fileName());
            assertThat(row.missing()).containsExactly(logOf('b').fileName());
            assertThat(row.complete()).isFalse();
        });
        take(logOf('a'));
        assertThat(completeness()).singleElement().satisfies(row -> {
            assertThat(row.refused()).isEmpty();
            assertThat(row.present()).isEqualTo(1);
        });
    }

    @Test
    void makesTheSameEventsOfTheSameFindings() {
        Written digest = trail.hours(1).getFirst();
        take(digest.location());
        ledger.read.clear();

        assertThat(take(digest.location())).isEqualTo(new IntakeOutcome.Taken(0, 3, 0, DigestVerdict.NOT_APPLICABLE));
    }

    @Test
    void makesTheWalkersEventsTheSameAsItsOwn() {
        Written digest = trail.hours(1).getFirst();
        take(logOf('a'));
        take(logOf('b'));
        take(digest.location());

        WalkReport report = new DigestWalker(trail, Trail.keys(), INFLATION, new LedgerFileCheck(ledger), 10)
                .walk(Trail.chain(), FROM, TO);

        assertThat(report.findings().stream().flatMap(finding -> DigestEvents.of(finding).stream()))
                .containsExactlyElementsOf(digestEvents());
    }

    @Test
    void refusesWhatIsNoDigest() {
        ObjectLocation location = trail.hours(1).getFirst().location();

        IntakeOutcome outcome = intake(Trail.keys()).take(Trail.object(location, new byte[] {'7'}, Map.of()));

        assertThat(outcome)
                .isEqualTo(new IntakeOutcome.Refused("malformed-digest", "it is no digest of CloudTrail's form"));
    }

    @Test
    void reportsCompleteHoursAndFilesThatNoDigestNames() {
        List<Written> digests = trail.hours(2);
        take(logOf('a'));
        take(logOf('b'));
        take(digests.getFirst().location());
        take(trail.log(FROM.plus(Duration.ofHours(2)), 'x'));

        assertThat(completeness())
                .extracting(row -> row.hour().hour(), Completeness.Row::complete, Completeness.Row::extra)
                .containsExactly(
                        tuple(FROM, true, List.of()),
                        tuple(
                                FROM.plus(Duration.ofHours(2)),
                                false,
                                List.of(trail.log(FROM.plus(Duration.ofHours(2)), 'x')
                                        .fileName())));
        assertThat(new Completeness(ledger).report(FROM, FROM.plus(Duration.ofHours(1))))
                .hasSize(1);
    }

    private List<Completeness.Row> completeness() {
        return new Completeness(ledger).report(FROM, TO);
    }

    private ObjectLocation logOf(char which) {
        Trail other = new Trail();
        return other.log(FROM, which);
    }

    private List<Event> digestEvents() {
        return log.events.stream()
                .filter(event -> event.format() == EventFormat.DIGEST)
                .toList();
    }

    private IntakeOutcome take(ObjectLocation location) {
        return intake(Trail.keys()).take(trail.get(location).orElseThrow());
    }

    private FileIntake intake(DigestKeys keys) {
        LineSplitter splitter = new LineSplitter(EventFormat.CLOUDTRAIL);
        return new FileIntake(
                INFLATION,
                new Splitters(splitter, splitter, splitter),
                new DigestIntake(keys, INFLATION, ledger),
                log,
                ledger,
                deadLetters,
                IntakeLimits.of(LogLimits.DEFAULT, Duration.ofSeconds(1)),
                IntakeListener.NONE,
                () -> TO);
    }
}
