package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.Fingerprint;
import java.util.Optional;
import java.util.Set;

/**
 * Which responses are asked for; what is empty asks for all.
 *
 * @param states in one of these
 * @param finding of this finding
 */
public record ResponseFilter(Set<ResponseState> states, Optional<Fingerprint> finding) {
    /** Every response. */
    public static final ResponseFilter ALL = new ResponseFilter(Set.of(), Optional.empty());

    public ResponseFilter {
        states = Set.copyOf(states);
    }

    /** Those of a finding. */
    public static ResponseFilter of(Fingerprint finding) {
        return new ResponseFilter(Set.of(), Optional.of(finding));
    }

    /** Whether a response is asked for. */
    public boolean matches(Response response) {
        return (states.isEmpty() || states.contains(response.state()))
                && finding.map(response.finding()::equals).orElse(true);
    }
}
