package dev.gatehouse.scanner.triage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says of leaked AWS access keys whether they work and whose they are, by asking the account for its keys instead of using
 * the leaked one. Keys are compared by their ids' fingerprints. A key that the account does not know stays unknown; one that
 * it knew and knows no more was deleted, and is inactive.
 */
public final class KeyJudge {
    /** The rules whose secret is a key's id: the shipped one, and gitleaks'. */
    static final Set<String> RULES = Set.of("aws-access-key-id", "aws-access-token");

    private static final Set<FindingState> STATES = Set.of(FindingState.OPEN, FindingState.ACKNOWLEDGED);
    private static final int PAGE = 200;
    private static final int ROUNDS = 20;

    private final AccessKeys keys;
    private final FingerprintKey fingerprints;
    private final FindingStore store;
    private final FindingAudit audit;

    public KeyJudge(AccessKeys keys, FingerprintKey fingerprints, FindingStore store, FindingAudit audit) {
        this.keys = keys;
        this.fingerprints = fingerprints;
        this.store = store;
        this.audit = audit;
    }

    /**
     * Judges every open or acknowledged finding of an access key's id.
     *
     * @return those that changed
     * @throws dev.gatehouse.service.failure.StoreException the account or the store does not answer; what was judged stays
     */
    public List<TrackedFinding> judge() {
        Map<Fingerprint, OwnedKey> owned = owned();
        List<TrackedFinding> changed = new ArrayList<>();
        for (String rule : RULES) {
            FindingFilter filter = new FindingFilter(
                    STATES,
                    Optional.of(rule),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            Optional<String> cursor = Optional.empty();
            do {
                FindingPage page = store.list(filter, cursor, PAGE);
                page.findings().forEach(finding -> judge(finding, owned).ifPresent(changed::add));
                cursor = page.next();
            } while (cursor.isPresent());
        }
        return changed;
    }

    private Map<Fingerprint, OwnedKey> owned() {
        FingerprintKey.Maker maker = fingerprints.maker();
        Map<Fingerprint, OwnedKey> owned = new HashMap<>();
        keys.each(key -> {
            byte[] id = key.id().getBytes(US_ASCII);
            owned.put(maker.of(id, 0, id.length), key);
        });
        return owned;
    }

    private Optional<TrackedFinding> judge(TrackedFinding listed, Map<Fingerprint, OwnedKey> owned) {
        Optional<Judgement> judgement = judgement(listed, Optional.ofNullable(owned.get(listed.fingerprint())));
        if (judgement.isEmpty()) {
            return Optional.empty();
        }
        Optional<TrackedFinding> before = Optional.of(listed);
        for (int round = 0; round < ROUNDS && before.isPresent(); round++) {
            Optional<TrackedFinding> after = before.get().judged(judgement.get());
            if (after.isEmpty()) {
                return Optional.empty();
            }
            audit.judged(after.get());
            if (store.putAll(List.of(after.get())).isEmpty()) {
                return after;
            }
            before = store.find(listed.fingerprint());
        }
        // Others keep changing it; the next run comes to it again.
        return Optional.empty();
    }

    private Optional<Judgement> judgement(TrackedFinding finding, Optional<OwnedKey> key) {
        if (key.isPresent()) {
            return Optional.of(new Judgement(
                    key.get().active() ? Validity.ACTIVE : Validity.INACTIVE,
                    Optional.of(key.get().user()),
                    keys.lastUsed(key.get()).map(at -> at.truncatedTo(ChronoUnit.MILLIS))));
        }
        return finding.validity() == Validity.ACTIVE
                ? Optional.of(new Judgement(Validity.INACTIVE, finding.owner(), finding.lastUsed()))
                : Optional.empty();
    }
}
