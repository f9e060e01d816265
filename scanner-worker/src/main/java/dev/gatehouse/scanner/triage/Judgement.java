package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Validity;
import java.time.Instant;
import java.util.Optional;

/**
 * What its owner's directory says of a leaked credential.
 *
 * @param validity whether it works
 * @param owner whose it is
 * @param lastUsed when it was used last
 */
public record Judgement(Validity validity, Optional<String> owner, Optional<Instant> lastUsed) {}
