package dev.gatehouse.config.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Walks a listing to its end. */
public final class Paging {
    private Paging() {}

    /** Every item of a listing, asked for page by page. */
    public static <T> List<T> all(Function<Optional<String>, Page<T>> listing) {
        List<T> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = listing.apply(cursor);
            items.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return items;
    }
}
