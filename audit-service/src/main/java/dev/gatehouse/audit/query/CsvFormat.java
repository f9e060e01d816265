package dev.gatehouse.audit.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Comma-separated values of <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>, each cell in quotes, each
 * record one line: line breaks within a cell are written as {@code \n}, {@code \r} and the like.
 *
 * <p>A spreadsheet takes a cell that begins with {@code = + - @}, a tab or a carriage return for a formula, so such a cell
 * gets an apostrophe in front (<a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>).
 * An export that was cut ends with a record that says so in its first cell and has no others.
 */
public final class CsvFormat implements RowFormat {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
    private static final List<String> COLUMNS = List.of(
            "index",
            "received",
            "time",
            "source",
            "uid",
            "format",
            "verdict",
            "class_uid",
            "activity_id",
            "severity_id",
            "outcome",
            "actor",
            "action",
            "resources",
            "address",
            "account",
            "region",
            "ocsf");

    @Override
    public String contentType() {
        return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public byte[] head() {
        return record(COLUMNS.stream());
    }

    @Override
    public byte[] line(EventRow row) {
        return record(Stream.of(
                Long.toString(row.index()),
                row.received().toString(),
                row.time().toString(),
                row.source(),
                row.uid(),
                row.format().word(),
                row.verdict().word(),
                Integer.toString(row.classUid()),
                Integer.toString(row.activityId()),
                Integer.toString(row.severityId()),
                row.outcome().word(),
                row.actor(),
                row.action(),
                String.join(" ", row.resources()),
                row.address(),
                row.account(),
                row.region(),
                row.ocsf().orElse("")));
    }

    @Override
    public byte[] tail(ExportResult result) {
        return result.cut()
                .map(cut -> record(
                        Stream.of("cut after " + result.rows() + " events (" + cut.word() + "): there are more")))
                .orElse(new byte[0]);
    }

    /** A line of these cells, which no spreadsheet takes for formulas and which have no line breaks. */
    public static byte[] record(Stream<String> cells) {
        return cells.map(CsvFormat::cell)
                .collect(Collectors.joining(",", "", "\r\n"))
                .getBytes(UTF_8);
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + LineBreaks.escaped(safe).replace("\"", "\"\"") + '"';
    }
}
