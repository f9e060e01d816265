package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.Cursor;
import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.Order;
import dev.gatehouse.audit.query.TextFilter;
import dev.gatehouse.audit.query.VisibleSources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Filters as conditions of SQL. What a caller says is always a parameter. */
final class FilterSql {
    /** Texts that free text is looked for in, shortest first: what one holds needs no look at the next. */
    private static final List<String> SEARCHED =
            List.of("source", "uid", "actor", "action", "address", "array_to_string(resources, chr(10))", "ocsf");

    private FilterSql() {}

    /** {@code WHERE} and all conditions of a filter. */
    static SqlText where(EventFilter filter) {
        SqlText sql = SqlText.of(
                " WHERE event_time >= make_timestamp(?) AND event_time < make_timestamp(?)",
                Micros.ceiling(filter.from()),
                Micros.ceiling(filter.to()));
        sql.add(visible(filter.visible()));
        filter.source().ifPresent(source -> sql.add(" AND ").add(matches("source", source)));
        filter.classUid().ifPresent(uid -> sql.add(" AND class_uid = ?", uid));
        filter.outcome().ifPresent(outcome -> sql.add(" AND outcome = ?", outcome.word()));
        filter.actor().ifPresent(actor -> sql.add(" AND ").add(matches("actor", actor)));
        filter.action().ifPresent(action -> sql.add(" AND ").add(matches("action", action)));
        filter.resource().ifPresent(resource -> sql.add(" AND ").add(anyMatches(resource)));
        filter.text().ifPresent(text -> sql.add(" AND ").add(contains(text)));
        return sql;
    }

    /** The condition, with AND before it, that the caller may see a row. */
    static SqlText visible(VisibleSources visible) {
        if (visible.isAll()) {
            return new SqlText();
        }
        SqlText any = new SqlText();
        List<String> names = new ArrayList<>();
        for (TextFilter pattern : visible.patterns()) {
            if (pattern.isGlob()) {
                any.add(" OR ").add(matches("source", pattern));
            } else {
                names.add(pattern.pattern());
            }
        }
        if (!names.isEmpty()) {
            any.add(
                    " OR source IN (" + String.join(", ", Collections.nCopies(names.size(), "?")) + ")",
                    names.toArray());
        }
        // An erased row has no source, and could have been of any.
        return SqlText.of(" AND source <> '' AND (false").add(any).add(")");
    }

    /** The condition, with AND before it, that a row comes after a cursor. */
    static SqlText after(Cursor cursor, Order order) {
        String than = order == Order.NEWEST ? "<" : ">";
        long time = Micros.of(cursor.time());
        // The first condition is implied; it is the one that rules out whole row groups.
        return SqlText.of(
                " AND event_time " + than + "= make_timestamp(?) AND (event_time " + than
                        + " make_timestamp(?) OR log_index " + than + " ?)",
                time,
                time,
                cursor.index());
    }

    static String orderBy(Order order) {
        String direction = order == Order.NEWEST ? " DESC" : "";
        return " ORDER BY event_time" + direction + ", log_index" + direction;
    }

    private static SqlText matches(String column, TextFilter filter) {
        return filter.isGlob()
                ? SqlText.of("regexp_full_match(" + column + ", ?)", expression(filter))
                : SqlText.of(column + " = ?", filter.pattern());
    }

    private static SqlText anyMatches(TextFilter filter) {
        return filter.isGlob()
                ? SqlText.of(
                        "len(list_filter(resources, lambda resource: regexp_full_match(resource, ?))) > 0",
                        expression(filter))
                : SqlText.of("list_contains(resources, ?)", filter.pattern());
    }

    private static SqlText contains(String text) {
        SqlText any = SqlText.of("(false");
        SEARCHED.forEach(column -> any.add(" OR contains(lower(" + column + "), lower(?))", text));
        return any.add(")");
    }

    /**
     * A glob as a regular expression of RE2's, which takes linear time whatever the pattern; LIKE tries again at each
     * star.
     */
    static String expression(TextFilter filter) {
        StringBuilder expression = new StringBuilder("(?s)");
        filter.pattern().codePoints().forEach(c -> {
            if (c == '*') {
                expression.append(".*");
            } else {
                if (c < 0x80 && !Character.isLetterOrDigit(c)) {
                    expression.append('\\');
                }
                expression.appendCodePoint(c);
            }
        });
        return expression.toString();
    }
}
