package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Location;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a secret stands, as far as it is kept.
 *
 * @param kept the first places that were found
 * @param beyond how many further ones the scan {@code countedIn} saw; an object that was scanned twice counts twice
 * @param countedIn the id of the last scan that saw a place which is not kept; empty where none did
 */
public record Places(List<Location> kept, long beyond, String countedIn) {
    public Places {
        kept = List.copyOf(kept);
        if (kept.isEmpty() || beyond < 0) {
            throw new IllegalArgumentException("a secret stands somewhere");
        }
    }

    static Places of(Sighting sighting, int limit) {
        List<Location> all = List.copyOf(new LinkedHashSet<>(sighting.finding().locations()));
        int some = Math.min(limit, all.size());
        long rest = all.size() - (long) some;
        return new Places(all.subList(0, some), rest, rest == 0 ? "" : sighting.scan());
    }

    /** These places and those of one object, which take the place of what was known of that object. */
    Places with(Sighting sighting, int limit) {
        Set<Location> all = new LinkedHashSet<>();
        List<Location> seen = sighting.finding().locations();
        for (Location known : kept) {
            // A line that moved within its object is no second place.
            if (seen.stream().noneMatch(place -> place.object().equals(known.object()))) {
                all.add(known);
            }
        }
        all.addAll(seen);
        List<Location> list = new ArrayList<>(all);
        if (list.size() <= limit) {
            return new Places(list, beyond, countedIn);
        }
        long rest = list.size() - (long) limit;
        long before = countedIn.equals(sighting.scan()) ? beyond : 0;
        return new Places(list.subList(0, limit), before + rest, sighting.scan());
    }

    /** How many there are, as far as is known. */
    public long count() {
        return kept.size() + beyond;
    }
}
