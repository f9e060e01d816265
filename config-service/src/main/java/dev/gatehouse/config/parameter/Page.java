package dev.gatehouse.config.parameter;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param next what to hand in for the part that follows; empty where this was the last. A page may be empty and still
 *     have a next one.
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
