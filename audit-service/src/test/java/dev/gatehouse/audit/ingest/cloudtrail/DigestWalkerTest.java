package dev.gatehouse.audit.ingest.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.cloudtrail.Trail.Written;
import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestWalkerTest {
    private static final Inflation INFLATION = new Inflation(InflationLimits.DEFAULT);
    private static final Instant FROM = Trail.FIRST_HOUR;
    private static final Instant TO = FROM.plus(Duration.ofHours(6));

    private final Trail trail = new Trail();

    private WalkReport walk() {
        return walk(Trail.keys(), 1_000, FROM);
    }

    private WalkReport walk(DigestKeys keys, int maxDigests, Instant from) {
        return new DigestWalker(trail, keys, INFLATION, new StoredFileCheck(trail, INFLATION), maxDigests)
                .walk(Trail.chain(), from, TO);
    }

    @Test
    void findsASoundChainSoundAcrossMidnight() {
        List<Written> written = trail.hours(5);

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(
                        DigestFinding::location,
                        DigestFinding::outcome,
                        finding -> finding.files().size())
                .containsExactlyElementsOf(written.reversed().stream()
                        .map(one -> tuple(one.location(), DigestOutcome.VALID, 2))
                        .toList());
        assertThat(report.files(DigestOutcome.VALID)).isEqualTo(10);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void stopsAtTheDigestThatHasTheStart() {
        trail.hours(5);

        WalkReport report = walk(Trail.keys(), 1_000, FROM.plus(Duration.ofMinutes(150)));

        assertThat(report.digests(DigestOutcome.VALID)).isEqualTo(3);
    }

    @Test
    void findsAChangedLogFileInvalid() {
        trail.hours(3);
        ObjectLocation log = trail.log(FROM, 'a');
        trail.replace(log, "Records", "Recerds");

        assertThat(files(DigestOutcome.INVALID)).containsExactly(tuple(log, "other-hash"));
    }

    @Test
    void findsALogFileWithAnAppendedMemberInvalidThoughItsFirstMemberIsSound() {
        trail.hours(2);
        ObjectLocation log = trail.log(FROM, 'b');
        byte[] sound = Objects.requireNonNull(trail.objects.get(log)).bytes().copy();
        byte[] more = Gzips.member("{\"Records\":[]}".getBytes(UTF_8));
        trail.objects.put(log, new StoredObject(log, ByteSlice.of(Gzips.concat(sound, more)), Map.of()));

        assertThat(files(DigestOutcome.INVALID)).containsExactly(tuple(log, "second-gzip-member"));
    }

    @Test
    void findsARemovedLogFileMissing() {
        trail.hours(2);
        ObjectLocation log = trail.log(FROM, 'a');
        trail.objects.remove(log);

        assertThat(files(DigestOutcome.MISSING)).containsExactly(tuple(log, "not-found"));
    }

    @Test
    void findsAChangedDigestInvalidBelievesNothingOfItAndGoesOn() {
        List<Written> written = trail.hours(4);
        trail.replace(written.get(2).location(), "a".repeat(16), "c".repeat(16));

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::location, DigestFinding::outcome, DigestFinding::reason)
                .contains(tuple(written.get(2).location(), DigestOutcome.INVALID, "bad-signature"))
                .hasSize(4);
        assertThat(report.digests(DigestOutcome.VALID)).isEqualTo(3);
        assertThat(report.files(DigestOutcome.VALID)).isEqualTo(6);
    }

    @Test
    void findsARemovedDigestMissingAndGoesOn() {
        List<Written> written = trail.hours(4);
        trail.objects.remove(written.get(1).location());

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::location, DigestFinding::outcome)
                .containsExactly(
                        tuple(written.get(3).location(), DigestOutcome.VALID),
                        tuple(written.get(2).location(), DigestOutcome.VALID),
                        tuple(written.get(1).location(), DigestOutcome.MISSING),
                        tuple(written.get(0).location(), DigestOutcome.VALID));
    }

    @Test
    void findsADigestInAnotherPlaceMoved() {
        List<Written> written = trail.hours(1);
        Written other = trail.write(trail.hour(1).in("elsewhere").after(Optional.of(written.getFirst())));
        trail.move(other.location(), ObjectLocation.of("trail", other.location().key()));

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::outcome, DigestFinding::reason)
                .containsExactly(tuple(DigestOutcome.MOVED, "other-location"), tuple(DigestOutcome.VALID, "ok"));
        assertThat(report.files(DigestOutcome.VALID)).isEqualTo(4);
    }

    @Test
    void followsTheChainIntoTheBucketThatTheTrailHadBefore() {
        Written old = trail.write(trail.hour(0).in("former-bucket"));
        trail.write(trail.hour(1));

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::location, DigestFinding::outcome)
                .endsWith(tuple(old.location(), DigestOutcome.VALID))
                .hasSize(2);
    }

    @Test
    void findsAGapWhereAChainBeginsAgain() {
        List<Written> written = trail.hours(2);
        Written again = trail.write(trail.hour(4).after(Optional.empty()));

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::location, DigestFinding::outcome)
                .containsExactly(
                        tuple(again.location(), DigestOutcome.VALID),
                        tuple(again.location(), DigestOutcome.GAP),
                        tuple(written.get(1).location(), DigestOutcome.VALID),
                        tuple(written.get(0).location(), DigestOutcome.VALID));
        assertThat(report.findings().get(1))
                .extracting(DigestFinding::start, DigestFinding::end)
                .containsExactly(Optional.of(written.get(1).end()), again.start());
    }

    @Test
    void findsAGapWhereTimesDoNotJoin() {
        trail.hours(1);
        trail.write(trail.hour(3));

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::outcome, DigestFinding::reason)
                .contains(tuple(DigestOutcome.GAP, "times-do-not-join"));
    }

    @Test
    void findsNoGapWhereATrailBegins() {
        trail.write(trail.hour(3));

        assertThat(walk().findings()).extracting(DigestFinding::outcome).containsExactly(DigestOutcome.VALID);
    }

    @Test
    void findsASoundDigestInTheWrongPlaceOfTheChainInvalid() {
        List<Written> written = trail.hours(3);
        // Signed by CloudTrail's key for the same hour and place, and yet not the one that the next digest names.
        trail.write(trail.hour(1).after(Optional.empty()));

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::location, DigestFinding::outcome, DigestFinding::reason)
                .contains(tuple(written.get(1).location(), DigestOutcome.INVALID, "not-the-one-named"));
        assertThat(report.digests(DigestOutcome.VALID)).isEqualTo(2);
    }

    @Test
    void judgesADigestThatTheChainPassesBy() {
        Written first = trail.write(trail.hour(0));
        Written beside = trail.write(trail.hour(1));
        trail.write(trail.hour(2).after(Optional.of(first)));

        WalkReport report = walk();

        assertThat(report.findings())
                .extracting(DigestFinding::location, DigestFinding::reason)
                .contains(tuple(beside.location(), "not-in-chain"));
    }

    @Test
    void judgesBackfillDigestsApartFromTheChain() {
        trail.hours(3);
        Written backfill = trail.write(trail.hour(1).asBackfill());

        WalkReport report = walk();

        assertThat(report.findings().getLast())
                .extracting(
                        DigestFinding::location,
                        DigestFinding::backfill,
                        DigestFinding::outcome,
                        one -> one.files().size())
                .containsExactly(backfill.location(), true, DigestOutcome.VALID, 2);
        assertThat(report.digests(DigestOutcome.VALID)).isEqualTo(4);
    }

    @Test
    void asksForTheKeyOfABackfillDigestOfWhenItWasMade() {
        trail.write(trail.hour(1).asBackfill());
        DigestKeys later = (fingerprint, time) -> time.equals(Instant.parse("2026-03-05T00:00:00Z"))
                ? Trail.keys().key(fingerprint, time)
                : Optional.empty();

        assertThat(walk(later, 10, FROM).digests(DigestOutcome.VALID)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signature=no-signature",
                "signature-algorithm=no-signature",
                "backfill-generation-timestamp=no-generation-time"
            })
    void findsADigestWithoutItsMetadataInvalid(String removed) {
        Written written = trail.write(trail.hour(0).asBackfill());
        StoredObject object = Objects.requireNonNull(trail.objects.get(written.location()));
        Map<String, String> metadata = new HashMap<>(object.metadata());
        metadata.remove(removed.split("=", 2)[0]);
        trail.objects.put(written.location(), new StoredObject(written.location(), object.bytes(), metadata));

        assertThat(walk().findings())
                .extracting(DigestFinding::outcome, DigestFinding::reason)
                .containsExactly(tuple(DigestOutcome.INVALID, removed.split("=", 2)[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "00", "signature"})
    void findsADigestWithAnotherSignatureInvalid(String signature) {
        Written written = trail.hours(1).getFirst();
        StoredObject object = Objects.requireNonNull(trail.objects.get(written.location()));
        Map<String, String> metadata = Map.of("signature", signature, "signature-algorithm", "SHA256withRSA");
        trail.objects.put(written.location(), new StoredObject(written.location(), object.bytes(), metadata));

        assertThat(walk().findings()).extracting(DigestFinding::reason).containsExactly("bad-signature");
    }

    @Test
    void findsADigestOfAnotherKeyInvalid() {
        trail.write(trail.hour(0).signedBy(Trail.rsa(2_048).getPrivate()));

        assertThat(walk().findings())
                .extracting(DigestFinding::outcome, DigestFinding::reason)
                .containsExactly(tuple(DigestOutcome.INVALID, "bad-signature"));
    }

    @Test
    void saysThatAKeyIsNotKnown() {
        trail.hours(1);

        assertThat(walk((fingerprint, time) -> Optional.empty(), 10, FROM).findings())
                .extracting(DigestFinding::outcome, DigestFinding::reason)
                .containsExactly(tuple(DigestOutcome.INVALID, "unknown-key"));
    }

    @Test
    void findsGarbageInvalid() {
        Written written = trail.hours(1).getFirst();
        trail.objects.put(
                written.location(), Trail.object(written.location(), new byte[] {'{'}, Map.of("signature", "00")));

        assertThat(walk().findings()).extracting(DigestFinding::reason).containsExactly("malformed");
    }

    @Test
    void boundsTheDigestsOfAWalkFromBothSides() {
        trail.hours(3);

        assertThat(walk(Trail.keys(), 3, FROM).complete()).isTrue();
        assertThat(walk(Trail.keys(), 2, FROM).complete()).isFalse();
    }

    @Test
    void findsNothingInAnEmptyBucket() {
        assertThat(walk()).isEqualTo(new WalkReport(List.of(), true));
    }

    private List<Tuple> files(DigestOutcome outcome) {
        return walk().findings().stream()
                .flatMap(finding -> finding.files().stream())
                .filter(file -> file.outcome() == outcome)
                .map(file -> tuple(file.file(), file.reason()))
                .toList();
    }
}
