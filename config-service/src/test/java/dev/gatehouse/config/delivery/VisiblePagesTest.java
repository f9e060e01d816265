package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisiblePagesTest {
    private static final List<String> ITEMS =
            List.of("hidden-1", "a", "hidden-2", "hidden-3", "b", "c", "hidden-4", "d", "hidden-5");

    /** Gives at most two items a page, as an adapter may; its cursor names the last item. */
    private static Page<String> list(List<String> items, Optional<String> cursor, int limit) {
        int from = cursor.map(last -> items.indexOf(last) + 1).orElse(0);
        int to = Math.min(from + Math.min(2, limit), items.size());
        return new Page<>(
                items.subList(from, to), to < items.size() ? Optional.of(items.get(to - 1)) : Optional.empty());
    }

    private static Page<String> visible(List<String> items, Optional<String> cursor, int limit) {
        return VisiblePages.of(
                (from, count) -> list(items, from, count), item -> !item.startsWith("hidden"), cursor, limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100})
    void givesEverythingVisibleInOrderWhateverTheLimit(int limit) {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<String> page = visible(ITEMS, cursor, limit);
            seen.addAll(page.items());
            cursor = page.next();
            assertThat(page.items()).hasSizeBetween(1, limit);
            assertThat(cursor.orElse("")).doesNotContain("hidden");
        } while (cursor.isPresent());

        assertThat(seen).containsExactly("a", "b", "c", "d");
    }

    @Test
    void saysNothingOfWhatIsHiddenAtTheEnd() {
        assertThat(visible(List.of("a", "hidden-1", "hidden-2", "hidden-3"), Optional.empty(), 1))
                .isEqualTo(new Page<>(List.of("a"), Optional.empty()));
    }

    @Test
    void isTheSameWhereAllIsHiddenAndWhereThereIsNothing() {
        assertThat(visible(List.of("hidden-1", "hidden-2", "hidden-3"), Optional.empty(), 1))
                .isEqualTo(visible(List.of(), Optional.empty(), 1))
                .isEqualTo(new Page<>(List.of(), Optional.empty()));
    }
}
