package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.Redaction;

/**
 * A match that became no finding.
 *
 * @param rule the rule that matched
 * @param location where
 * @param reason why it is none, for people
 * @param redacted what may be shown of it
 */
public record Suppression(String rule, Location location, String reason, Redaction redacted) {}
