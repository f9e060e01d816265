package dev.gatehouse.scanner.work;

import dev.gatehouse.service.failure.InvalidName;
import java.util.List;
import java.util.Optional;

/**
 * Where targets may stand that no configuration names.
 *
 * @param places each a kind and a canonical location: the location itself, or what lies below it, is allowed
 */
public record AllowedPlaces(List<Place> places) {
    /** One of them. */
    public record Place(String kind, String location) {
        /** @throws InvalidName the text is not {@code kind:location} */
        public static Place parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new InvalidName("allowed place", "must be written kind:location");
            }
            return new Place(text.substring(0, colon), text.substring(colon + 1));
        }

        private boolean holds(String kindAsked, String canonical) {
            String base = location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
            return kind.equals(kindAsked) && (canonical.equals(base) || canonical.startsWith(base + "/"));
        }
    }

    public AllowedPlaces {
        places = List.copyOf(places);
    }

    /** Whether a place is allowed. */
    public boolean allows(String kind, String canonical) {
        return place(kind, canonical).isPresent();
    }

    /** The first place that allows another. */
    Optional<Place> place(String kind, String canonical) {
        return places.stream().filter(place -> place.holds(kind, canonical)).findFirst();
    }
}
