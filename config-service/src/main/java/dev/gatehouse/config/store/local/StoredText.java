package dev.gatehouse.config.store.local;

import dev.gatehouse.service.failure.StoreException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a column says back into its type. What has no such meaning was not written by this store. */
final class StoredText {
    private StoredText() {}

    /**
     * The value of a column's text.
     *
     * @param column what the column is called in the error
     * @throws StoreException.Corrupt the text stands for none
     */
    static <T> T as(String column, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (RuntimeException foreign) {
            throw new StoreException.Corrupt("a column " + column + " holds what this store never writes", foreign);
        }
    }

    /** The words of a column that {@code group_concat} made, in their order; null where it had none to put together. */
    static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(" ", -1)).sorted().toList();
    }
}
