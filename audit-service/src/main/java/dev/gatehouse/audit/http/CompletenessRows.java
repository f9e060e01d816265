package dev.gatehouse.audit.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.ingest.cloudtrail.Completeness.Row;
import dev.gatehouse.audit.query.CsvFormat;
import dev.gatehouse.service.http.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;

/** Completeness on the wire: a row an hour, with the names of files. */
final class CompletenessRows {
    private CompletenessRows() {}

    static ObjectNode json(List<Row> rows) {
        ObjectNode answer = Json.object();
        answer.put("complete", rows.stream().allMatch(Row::complete));
        ArrayNode hours = answer.putArray("hours");
        rows.forEach(row -> hours.add(json(row)));
        return answer;
    }

    private static ObjectNode json(Row row) {
        ObjectNode node = Json.object();
        node.put("account", row.hour().account());
        node.put("region", row.hour().region());
        node.put("hour", row.hour().hour().toString());
        node.put("complete", row.complete());
        node.put("named", row.named());
        node.put("present", row.present());
        names(node.putArray("missing"), row.missing());
        names(node.putArray("refused"), row.refused());
        names(node.putArray("mismatched"), row.mismatched());
        names(node.putArray("extra"), row.extra());
        return node;
    }

    private static void names(ArrayNode array, List<String> names) {
        names.forEach(array::add);
    }

    static byte[] csv(List<Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(CsvFormat.record(Stream.of(
                "account",
                "region",
                "hour",
                "complete",
                "named",
                "present",
                "missing",
                "refused",
                "mismatched",
                "extra")));
        rows.forEach(row -> bytes.writeBytes(csv(row)));
        return bytes.toByteArray();
    }

    private static byte[] csv(Row row) {
        return CsvFormat.record(Stream.of(
                row.hour().account(),
                row.hour().region(),
                row.hour().hour().toString(),
                Boolean.toString(row.complete()),
                Integer.toString(row.named()),
                Integer.toString(row.present()),
                String.join(" ", row.missing()),
                String.join(" ", row.refused()),
                String.join(" ", row.mismatched()),
                String.join(" ", row.extra())));
    }
}
