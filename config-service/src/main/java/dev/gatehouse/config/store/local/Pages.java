package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts what a query found into a page: the query asks for one item more, to know whether a page follows. */
final class Pages {
    private Pages() {}

    static long oneMore(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 item, not " + limit);
        }
        return limit + 1L;
    }

    /** @param name what a cursor calls the page's last item */
    static <T> Page<T> cut(List<T> found, int limit, Function<T, String> name) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(new PageCursor(name.apply(items.getLast())).text()));
    }
}
