package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins findings of one secret, from several threads, and holds no more of them than is allowed. */
public final class FindingGroups {
    /** The order of places: by object, then within it. */
    static final Comparator<Location> PLACES = Comparator.comparing(
                    (Location place) -> place.object().path())
            .thenComparing(place -> place.object().version().orElse(""))
            .thenComparingLong(Location::offset);

    private static final Comparator<Finding> SUREST =
            Comparator.comparing(Finding::confidence).reversed().thenComparing(Finding::rule);

    private final int mostSecrets;
    private final int mostPlaces;
    private final Map<Fingerprint, Group> groups = new HashMap<>();
    private int places;
    private long dropped;

    private static final class Group {
        private Finding finding;
        private final Set<Location> places = new LinkedHashSet<>();

        Group(Finding finding) {
            this.finding = finding;
        }
    }

    /**
     * An empty collection.
     *
     * @param mostSecrets how many secrets are held
     * @param mostPlaces how many places are held, of all of them together
     */
    public FindingGroups(int mostSecrets, int mostPlaces) {
        this.mostSecrets = mostSecrets;
        this.mostPlaces = mostPlaces;
    }

    /** Takes a finding. */
    public synchronized void add(Finding finding) {
        Group group = groups.get(finding.fingerprint());
        if (places >= mostPlaces || (group == null && groups.size() >= mostSecrets)) {
            dropped++;
            return;
        }
        if (group == null) {
            group = new Group(finding);
            groups.put(finding.fingerprint(), group);
        } else if (SUREST.compare(finding, group.finding) < 0) {
            group.finding = finding;
        }
        for (Location place : finding.locations()) {
            places += group.places.add(place) ? 1 : 0;
        }
    }

    /** How many findings there was no room for. */
    public synchronized long dropped() {
        return dropped;
    }

    /** One finding a secret, with all its places; by their first places. */
    public synchronized List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(groups.size());
        for (Group group : groups.values()) {
            List<Location> sorted = new ArrayList<>(group.places);
            sorted.sort(PLACES);
            findings.add(withPlaces(group.finding, sorted));
        }
        findings.sort(
                Comparator.comparing((Finding finding) -> finding.locations().getFirst(), PLACES)
                        .thenComparing(Finding::rule)
                        .thenComparing(finding -> finding.fingerprint().text()));
        return findings;
    }

    /** A finding at other places. */
    static Finding withPlaces(Finding finding, List<Location> places) {
        return new Finding(
                finding.rule(),
                finding.confidence(),
                finding.redacted(),
                finding.fingerprint(),
                places,
                finding.owner(),
                finding.validity());
    }
}
