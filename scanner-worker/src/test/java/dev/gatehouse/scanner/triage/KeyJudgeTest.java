package dev.gatehouse.scanner.triage;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static dev.gatehouse.scanner.triage.Sample.place;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KeyJudgeTest {
    private static final String RULE = "aws-access-key-id";
    private static final Instant USED = NOON.minusSeconds(3_600);
    private static final FingerprintKey KEY = FingerprintKey.of(new byte[32]);

    private final MemoryFindingStore store = new MemoryFindingStore();
    private final List<AuditEvent> events = new ArrayList<>();
    private final Account account = new Account();
    private final KeyJudge judge =
            new KeyJudge(account, KEY, store, new FindingAudit(events::addAll, () -> "id", () -> NOON));

    /** Keys that a test sets. */
    private static final class Account implements AccessKeys {
        final List<OwnedKey> keys = new ArrayList<>();
        final Map<String, Instant> used = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        boolean away;

        @Override
        public void each(Consumer<OwnedKey> taker) {
            if (away) {
                throw new StoreException.Denied("list users: AccessDenied", new IllegalStateException("no"));
            }
            keys.forEach(taker);
        }

        @Override
        public Optional<Instant> lastUsed(OwnedKey key) {
            asked.add(key.id());
            return Optional.ofNullable(used.get(key.id()));
        }
    }

    /** Not in the form of a key's id, so that this file scans clean. */
    private static String id(int number) {
        return "key-id-of-a-test-%03d".formatted(number);
    }

    private static Fingerprint fingerprint(String id) {
        return KEY.maker().of(id.getBytes(US_ASCII), 0, id.length());
    }

    private void found(int number, String rule) {
        Finding finding = new Finding(
                rule,
                Confidence.HIGH,
                new Redaction("AKIA****"),
                fingerprint(id(number)),
                List.of(place("a.txt", number)),
                Optional.empty(),
                Validity.UNKNOWN);
        store.putAll(List.of(Sample.tracked(finding, NOON.plusSeconds(number))));
    }

    private void owned(int number, String user, boolean active) {
        account.keys.add(new AccessKeys.OwnedKey(id(number), user, active));
    }

    private TrackedFinding finding(int number) {
        return store.find(fingerprint(id(number))).orElseThrow();
    }

    @Test
    void saysOfALeakedKeyWhetherItWorksWhoseItIsAndWhenItWasUsed() {
        found(1, RULE);
        found(2, RULE);
        owned(1, "ada", true);
        owned(2, "bob", false);
        owned(9, "eve", true);
        account.used.put(id(1), USED.plusNanos(5));

        List<TrackedFinding> changed = judge.judge();

        assertThat(changed).containsExactlyInAnyOrder(finding(1), finding(2));
        assertThat(finding(1).validity()).isEqualTo(Validity.ACTIVE);
        assertThat(finding(1).owner()).contains("ada");
        assertThat(finding(1).lastUsed()).contains(USED);
        assertThat(finding(2).validity()).isEqualTo(Validity.INACTIVE);
        assertThat(finding(2).lastUsed()).isEmpty();
        assertThat(account.asked).containsExactlyInAnyOrder(id(1), id(2));
    }

    @Test
    void aKeyThatTheAccountDoesNotKnowStaysUnknown() {
        found(1, RULE);
        owned(2, "bob", true);

        assertThat(judge.judge()).isEmpty();

        assertThat(finding(1).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(finding(1).version()).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    @Test
    void aKeyThatWasDeletedIsInactive() {
        found(1, RULE);
        owned(1, "ada", true);
        judge.judge();
        account.keys.clear();

        judge.judge();

        assertThat(finding(1).validity()).isEqualTo(Validity.INACTIVE);
        assertThat(finding(1).owner()).contains("ada");
    }

    @Test
    void recordsEachChangeOnceAndShowsNoKey() {
        found(1, RULE);
        owned(1, "ada", true);

        judge.judge();
        judge.judge();

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("finding:judged");
            assertThat(event.toString()).doesNotContain(id(1));
        });
        assertThat(finding(1).version()).isEqualTo(2);
        assertThat(account.keys.getFirst().toString()).doesNotContain(id(1));
        assertThat(FindingJson.write(finding(1))).doesNotContain(id(1));
    }

    @Test
    void leavesOtherRulesAndDecidedFindingsAlone() {
        found(1, "generic-api-key");
        found(2, RULE);
        found(3, RULE);
        found(4, RULE);
        store.putAll(List.of(Sample.decided(finding(2), FindingState.FALSE_POSITIVE)));
        store.putAll(List.of(Sample.decided(finding(3), FindingState.RESOLVED)));
        store.putAll(List.of(Sample.decided(finding(4), FindingState.ACKNOWLEDGED)));
        for (int i = 1; i <= 4; i++) {
            owned(i, "ada", true);
        }

        judge.judge();

        assertThat(List.of(finding(1), finding(2), finding(3)))
                .extracting(TrackedFinding::validity)
                .containsOnly(Validity.UNKNOWN);
        assertThat(finding(4).validity()).isEqualTo(Validity.ACTIVE);
    }

    @Test
    void judgesMoreThanAPage() {
        for (int i = 1; i <= 450; i++) {
            found(i, RULE);
            owned(i, "ada", true);
        }

        assertThat(judge.judge()).hasSize(450);
    }

    @Test
    void anAccountThatDoesNotAnswerChangesNothing() {
        found(1, RULE);
        owned(1, "ada", true);
        judge.judge();
        account.away = true;

        assertThatThrownBy(judge::judge).isInstanceOf(StoreException.class);

        assertThat(finding(1).validity()).isEqualTo(Validity.ACTIVE);
    }

    @Test
    void whatWasJudgedStaysWhenTheSecretIsSeenAgain() {
        found(1, RULE);
        owned(1, "ada", true);
        account.used.put(id(1), USED);
        judge.judge();
        FindingTracker tracker = new FindingTracker(
                store,
                new FindingAudit(events::addAll, () -> "id", () -> NOON),
                TrackingLimits.DEFAULT,
                () -> NOON.plusSeconds(60));

        tracker.stillThere(Set.of(fingerprint(id(1))), "scan-2");

        assertThat(finding(1).validity()).isEqualTo(Validity.ACTIVE);
        assertThat(finding(1).lastUsed()).contains(USED);
        assertThat(finding(1).owner()).contains("ada");
    }
}
