package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Finding;
import java.time.Instant;

/**
 * A secret was found in an object.
 *
 * @param finding what was found, with every place in this object
 * @param scan the id of the scan that found it
 * @param at when
 */
public record Sighting(Finding finding, String scan, Instant at) {}
