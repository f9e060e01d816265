package dev.gatehouse.scanner.finding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A secret that stands where it should not. The secret itself is not in it.
 *
 * @param rule the id of the rule that found it; {@link #MANAGED_VALUE} for one of the platform's own secrets
 * @param confidence how sure it is
 * @param redacted what may be shown of it
 * @param fingerprint which secret it is
 * @param locations where it stands, at least one; the engine gives one finding a place, {@link #merged} joins them
 * @param owner where it is one of the platform's own, which: {@code name@version}, or {@code name#field@version}
 * @param validity whether it works
 */
public record Finding(
        String rule,
        Confidence confidence,
        Redaction redacted,
        Fingerprint fingerprint,
        List<Location> locations,
        Optional<String> owner,
        Validity validity) {
    /** The rule's id of findings that are managed values. */
    public static final String MANAGED_VALUE = "managed-secret";

    public Finding {
        locations = List.copyOf(locations);
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("a finding without a location");
        }
    }

    /**
     * This finding with another's locations, for the same secret. The surer one's rule stays.
     *
     * @throws IllegalArgumentException it is another secret
     */
    public Finding merged(Finding other) {
        if (!fingerprint.equals(other.fingerprint)) {
            throw new IllegalArgumentException("two secrets are not one finding");
        }
        Finding surer = other.confidence.compareTo(confidence) > 0 ? other : this;
        Set<Location> all = new LinkedHashSet<>(locations);
        all.addAll(other.locations);
        return new Finding(
                surer.rule,
                surer.confidence,
                surer.redacted,
                fingerprint,
                List.copyOf(all),
                owner.or(other::owner),
                validity == Validity.UNKNOWN ? other.validity : validity);
    }

    /** This finding, its credential tried. */
    public Finding withValidity(Validity tried) {
        return new Finding(rule, confidence, redacted, fingerprint, locations, owner, tried);
    }
}
