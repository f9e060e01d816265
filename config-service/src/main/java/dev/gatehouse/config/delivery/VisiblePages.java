package dev.gatehouse.config.delivery;

import dev.gatehouse.config.parameter.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A listing without what a caller may not see.
 *
 * <p>A store's cursor may name the last item of its page. So a page ends at an item that is shown or at the listing's
 * end, and has a next one only where that would show something: what is hidden is told neither by a cursor nor by a
 * page that comes out short.
 */
final class VisiblePages {
    private VisiblePages() {}

    /** A store's listing, page by page. */
    interface Listing<T> {
        Page<T> page(Optional<String> cursor, int limit);
    }

    static <T> Page<T> of(Listing<T> listing, Predicate<T> visible, Optional<String> cursor, int limit) {
        List<T> shown = new ArrayList<>();
        Optional<String> next = cursor;
        do {
            // As many as are missing: the page that completes this one then shows all of its items, also its last.
            Page<T> page = listing.page(next, limit - shown.size());
            page.items().stream().filter(visible).forEach(shown::add);
            next = page.next();
        } while (next.isPresent() && shown.size() < limit);
        return new Page<>(shown, next.filter(from -> showsSomething(listing, visible, from, limit)));
    }

    private static <T> boolean showsSomething(Listing<T> listing, Predicate<T> visible, String from, int limit) {
        Optional<String> next = Optional.of(from);
        while (next.isPresent()) {
            Page<T> page = listing.page(next, limit);
            if (page.items().stream().anyMatch(visible)) {
                return true;
            }
            next = page.next();
        }
        return false;
    }
}
