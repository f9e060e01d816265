package dev.gatehouse.scanner.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;

/** The command as somebody types it, with a home of its own. */
final class Command {
    private final Path home;
    private boolean terminal;
    private byte[] input = {};

    Command(Path home) {
        this.home = home;
    }

    /** What came of it. */
    record Ran(int status, String out, String err) {
        boolean shows(String text) {
            return out.contains(text) || err.contains(text);
        }
    }

    Command onATerminal() {
        terminal = true;
        return this;
    }

    Command reading(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    Ran scan(String... args) {
        String[] words = new String[args.length + 1];
        words[0] = "scan";
        System.arraycopy(args, 0, words, 1, args.length);
        return run(words);
    }

    Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = ScannerCommand.run(
                Arrays.copyOf(args, args.length),
                new Surroundings(
                        new ByteArrayInputStream(input),
                        out,
                        new PrintWriter(err, true, StandardCharsets.UTF_8),
                        terminal,
                        terminal,
                        Map.of("HOME", home.toString()),
                        InstantSource.system()));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
