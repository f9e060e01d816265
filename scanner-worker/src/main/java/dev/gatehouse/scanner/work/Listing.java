package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.CoverageEntry;
import java.util.List;
import java.util.Optional;

/**
 * A part of the list of a target's objects.
 *
 * @param objects to be scanned
 * @param left what is not: denied, or left out by a filter
 * @param next where the part after begins; empty for the last
 */
public record Listing(List<ListedObject> objects, List<CoverageEntry> left, Optional<String> next) {
    public Listing {
        objects = List.copyOf(objects);
        left = List.copyOf(left);
    }
}
