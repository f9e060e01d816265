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

    /** A WHERE of rows whose column has one of some numbers, ascending; the range before it lets what is far away be skipped. */
    static SqlText within(String column, List<Long> ascending) {
        SqlText where = of(" WHERE " + column + " BETWEEN ? AND ?", ascending.getFirst(), ascending.getLast());
        String marks = String.join(", ", Collections.nCopies(ascending.size(), "?"));
        return where.add(" AND " + column + " IN (" + marks + ")", ascending.toArray());
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
