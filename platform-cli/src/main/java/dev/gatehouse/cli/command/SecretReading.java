package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.shell.Surroundings;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes a secret's value from a file, from standard input or from a terminal without echo, never from the command line. One
 * line end at the end of what is read is not part of it, unless {@code --binary} says so.
 */
final class SecretReading {
    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Words words;
    private final Surroundings around;

    private SecretReading(Words words, Session session) {
        this.words = words;
        this.around = session.around();
    }

    static Spec options(Spec spec) {
        return spec.texts(
                        "--field",
                        "NAME",
                        "A field of a JSON secret; its value is asked for, or is the next line of standard input.")
                .texts("--field-file", "NAME=FILE", "A field whose value is in a file.")
                .text("--file", "FILE", "The file that has the value; else standard input, or the terminal is asked.")
                .flag("--binary", "Take every byte, a line end at the end too.");
    }

    /** The value. */
    static SecretDraft read(Words words, Session session) throws IOException {
        return new SecretReading(words, session).read();
    }

    private SecretDraft read() throws IOException {
        List<String> fields = fields(words.texts("--field"));
        List<String> files = words.texts("--field-file");
        Optional<String> file = words.text("--file");
        if (fields.isEmpty() && files.isEmpty()) {
            return file.isPresent() ? SecretDraft.of(trimmed(file(file.get(), "--file"))) : whole();
        }
        if (file.isPresent()) {
            throw Failure.usage("--file is of a whole value, so it excludes --field and --field-file");
        }
        ObjectNode value = Json.object();
        files.forEach(pair -> put(value, pair));
        ask(value, fields);
        return SecretDraft.of(value);
    }

    private SecretDraft whole() throws IOException {
        if (around.terminals().in()) {
            return SecretDraft.of(prompted("Value (not shown): ").getBytes(StandardCharsets.UTF_8));
        }
        return SecretDraft.of(trimmed(around.in().readNBytes(MOST_BYTES + 1)));
    }

    private void ask(ObjectNode value, List<String> fields) throws IOException {
        if (around.terminals().in()) {
            for (String field : fields) {
                value.put(field, prompted(field + " (not shown): "));
            }
            return;
        }
        BufferedReader lines = lines(fields);
        for (String field : fields) {
            String line = lines.readLine();
            if (line == null || line.isEmpty()) {
                throw Failure.usage("standard input has no line for the field " + field);
            }
            value.put(field, line);
        }
    }

    private BufferedReader lines(List<String> fields) throws IOException {
        InputStream input = fields.isEmpty() ? InputStream.nullInputStream() : around.in();
        byte[] bytes = limited(input.readNBytes(MOST_BYTES + 1));
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
    }

    private String prompted(String question) {
        String typed = around.prompt()
                .hidden(question)
                .orElseThrow(() -> Failure.usage("there is no terminal to ask: give the value on standard input"));
        if (typed.isEmpty()) {
            throw Failure.usage("nothing was typed; nothing was written");
        }
        return typed;
    }

    private void put(ObjectNode value, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1 || !FIELD.matcher(pair.substring(0, equals)).matches()) {
            throw Failure.usage("--field-file is written as NAME=FILE");
        }
        SecretDraft draft = SecretDraft.of(trimmed(file(pair.substring(equals + 1), "--field-file")));
        value.put(
                pair.substring(0, equals),
                draft.text().orElseThrow(() -> Failure.usage("the file of --field-file is no UTF-8 text")));
    }

    /** A name with an equals sign is a value on the command line, which is refused without being repeated. */
    private static List<String> fields(List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (name.contains("=")) {
                throw Failure.usage(
                        "--field takes a name only: a value on the command line is seen by everybody on this"
                                + " machine, so take this one out of use");
            }
            if (!FIELD.matcher(name).matches() || !seen.add(name)) {
                throw Failure.usage("--field takes different names of 1 to 64 of A-Z a-z 0-9 _ . -");
            }
        }
        return List.copyOf(seen);
    }

    private static byte[] file(String name, String option) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (IOException | RuntimeException e) {
            throw Failure.usage("the file of " + option + " can't be read");
        }
    }

    private byte[] trimmed(byte[] bytes) {
        limited(bytes);
        int end = bytes.length;
        if (!words.flag("--binary") && end > 0 && bytes[end - 1] == '\n') {
            end -= end > 1 && bytes[end - 2] == '\r' ? 2 : 1;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static byte[] limited(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw Failure.usage("a value has at most " + MOST_BYTES + " bytes");
        }
        return bytes;
    }
}
