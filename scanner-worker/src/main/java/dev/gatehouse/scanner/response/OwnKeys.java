package dev.gatehouse.scanner.response;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.triage.AccessKeys;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the account's key that a finding is of, by its fingerprint. */
public final class OwnKeys {
    private final Optional<AccessKeys> known;
    private final FingerprintKey fingerprints;

    /** @param known lists the account's; empty where the service has none to look at */
    public OwnKeys(Optional<AccessKeys> known, FingerprintKey fingerprints) {
        this.known = known;
        this.fingerprints = fingerprints;
    }

    /** The key; empty where no user of the account has it. */
    public Optional<OwnedKey> of(Fingerprint fingerprint) {
        FingerprintKey.Maker maker = fingerprints.maker();
        List<OwnedKey> found = new ArrayList<>();
        known.ifPresent(keys -> keys.each(key -> {
            byte[] id = key.id().getBytes(US_ASCII);
            if (maker.of(id, 0, id.length).equals(fingerprint)) {
                found.add(key);
            }
        }));
        return found.stream().findFirst();
    }
}
