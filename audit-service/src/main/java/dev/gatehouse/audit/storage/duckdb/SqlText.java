package dev.gatehouse.audit.storage.duckdb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A statement as it is put together: fixed text, and what callers say as parameters. */
final class SqlText {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    static SqlText of(String text, Object... parameters) {
        return new SqlText().add(text, parameters);
    }

    /** Adds text with a question mark for each of the parameters. */
    SqlText add(String more, Object... values) {
        text.append(more);
        Collections.addAll(parameters, values);
        return this;
    }

    SqlText add(SqlText more) {
        text.append(more.text);
        parameters.addAll(more.parameters);
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Object> parameters() {
        return List.copyOf(parameters);
    }
}
