package dev.gatehouse.scanner.rule;

import dev.gatehouse.scanner.finding.Confidence;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a match becomes a finding.
 *
 * @param secretGroup the group that is the secret; empty: the first group that took part, or the whole match
 * @param entropy the least Shannon entropy of the secret, in bits a byte
 * @param likelihood whether the secret must look like a random token
 * @param checksum the name of a checksum that raises confidence, such as {@code github}
 * @param confidence how sure a finding is, before checksum and path are looked at
 */
public record Judgement(
        OptionalInt secretGroup,
        OptionalDouble entropy,
        boolean likelihood,
        Optional<String> checksum,
        Confidence confidence) {}
