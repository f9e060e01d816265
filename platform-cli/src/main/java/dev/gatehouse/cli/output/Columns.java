package dev.gatehouse.cli.output;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Which fields of objects a table shows, and what it calls them. */
public final class Columns {
    private final List<String> headings;
    private final List<JsonPointer> fields;

    private Columns(List<String> headings, List<JsonPointer> fields) {
        this.headings = List.copyOf(headings);
        this.fields = List.copyOf(fields);
    }

    /** The first column: a heading, and a JSON pointer (RFC 6901). */
    public static Columns of(String heading, String field) {
        return new Columns(List.of(), List.of()).and(heading, field);
    }

    /** The same with another column. */
    public Columns and(String heading, String field) {
        List<String> more = new ArrayList<>(headings);
        List<JsonPointer> moreFields = new ArrayList<>(fields);
        more.add(heading);
        moreFields.add(JsonPointer.compile(field));
        return new Columns(more, moreFields);
    }

    /** A row for each object. */
    public Table table(Iterable<JsonNode> objects) {
        Table table = Table.of(headings.toArray(String[]::new));
        objects.forEach(object -> table.row(cells(object)));
        return table;
    }

    /** One object, its fields below each other. */
    public Table sheet(JsonNode object) {
        Table table = Table.ofFields();
        for (int i = 0; i < headings.size(); i++) {
            table.field(headings.get(i), object.at(fields.get(i)));
        }
        return table;
    }

    private JsonNode[] cells(JsonNode object) {
        return fields.stream().map(object::at).toArray(JsonNode[]::new);
    }
}
