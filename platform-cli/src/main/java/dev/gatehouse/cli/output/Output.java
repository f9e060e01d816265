package dev.gatehouse.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Prints answers on standard output, in one form, and notes on standard error. */
public final class Output {
    private final OutputStream out;
    private final PrintWriter err;
    private final Form form;
    private final boolean quiet;
    private final boolean terminal;

    /**
     * An output.
     *
     * @param quiet whether notes are left out
     * @param terminal whether answers go to a terminal
     */
    public Output(OutputStream out, PrintWriter err, Form form, boolean quiet, boolean terminal) {
        this.terminal = terminal;
        this.out = out;
        this.err = err;
        this.form = form;
        this.quiet = quiet;
    }

    /** The form of answers. */
    public Form form() {
        return form;
    }

    /** Prints a document: as it is for programs, and as a table for people. */
    public void show(JsonNode document, Table table) {
        show(document, table.text());
    }

    /** The same with a table below a sheet. */
    public void show(JsonNode document, Table sheet, Table below) {
        String more = below.text();
        show(document, sheet.text() + (more.isEmpty() ? "" : "\n" + more));
    }

    private void show(JsonNode document, String text) {
        print(
                switch (form) {
                    case TABLE -> text;
                    case JSON -> Json.pretty(document) + "\n";
                    case YAML -> Yaml.write(document);
                });
    }

    /** Prints one value: for programs in its document, and else alone, as it is where no terminal could be steered by it. */
    public void bare(JsonNode document, String text) {
        show(document, terminal ? Printable.of(text) + "\n" : text + "\n");
    }

    /** Prints a secret's value where somebody has asked to see it: bytes as they are, unless a terminal could be steered. */
    public void revealed(JsonNode document, byte[] value) {
        if (form != Form.TABLE || terminal) {
            bare(document, new String(value, StandardCharsets.UTF_8));
            return;
        }
        write(value);
        print("\n");
    }

    /** Prints one of many documents as it comes: a line of JSON, or a YAML document of its own. */
    public void next(JsonNode document, String line) {
        print(
                switch (form) {
                    case TABLE -> line + "\n";
                    case JSON -> Json.compact(document) + "\n";
                    case YAML -> "---\n" + Yaml.write(document);
                });
    }

    /** Prints a text as it is. */
    public void print(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes as they are. */
    public void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where bytes go. */
    public OutputStream stream() {
        return out;
    }

    /** Tells people something that is no answer, on one line. */
    public void note(String text) {
        if (!quiet) {
            err.println(Printable.of(text));
        }
    }
}
