package dev.gatehouse.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Rows of texts under headings, as wide as they have to be. */
public final class Table {
    private static final int WIDEST_CELL = 80;
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final boolean headed;
    private final List<String[]> rows = new ArrayList<>();

    private Table(boolean headed) {
        this.headed = headed;
    }

    /** A table with headings. */
    public static Table of(String... headings) {
        Table table = new Table(true);
        table.rows.add(headings.clone());
        return table;
    }

    /** A table of names and values, without headings. */
    public static Table ofFields() {
        return new Table(false);
    }

    /** Adds a row; a long cell is cut. */
    public Table row(JsonNode... cells) {
        rows.add(Arrays.stream(cells).map(cell -> cut(text(cell))).toArray(String[]::new));
        return this;
    }

    /** Adds a name and its whole value, unless there is none. */
    public Table field(String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            rows.add(new String[] {name, text(value)});
        }
        return this;
    }

    /** Adds a name and its whole value. */
    public Table field(String name, String value) {
        rows.add(new String[] {name, Printable.of(value)});
        return this;
    }

    /** A value in a cell: what would steer the terminal is escaped. */
    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        if (value.isArray() && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode)) {
            List<String> items = StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            return items.isEmpty() ? NOTHING : Printable.of(String.join(",", items));
        }
        String text = value.isContainerNode() ? value.toString() : value.asText();
        return text.isEmpty() ? NOTHING : Printable.of(text);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= WIDEST_CELL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, WIDEST_CELL - 3)) + "...";
    }

    /** The lines, each with its end; none where there is no row. */
    public String text() {
        if (rows.size() <= (headed ? 1 : 0)) {
            return "";
        }
        int[] widths = widths();
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                line.append(column == 0 ? "" : GAP).append(row[column]);
                line.repeat(' ', widths[column] - width(row[column]));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(row -> row.length).max().orElse(0)];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], width(row[column]));
            }
        }
        return widths;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
