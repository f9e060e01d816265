package dev.gatehouse.cli.command;

import dev.gatehouse.cli.shell.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command as somebody types it: the real one, in this process. */
final class Command {
    private final Map<String, String> variables = new HashMap<>();
    private final List<List<String>> launched = new ArrayList<>();
    private byte[] input = {};
    private Optional<String> typed = Optional.empty();
    private boolean inShows;
    private boolean outShows;
    private int pauses;
    private int launchedStatus;

    /** With the three services of a test, and tokens of their own. */
    static Command at(FakeServices services) {
        return new Command()
                .with("GATEHOUSE_CONFIG_URL", services.url())
                .with("GATEHOUSE_AUDIT_URL", services.url())
                .with("GATEHOUSE_SCANNER_URL", services.url())
                .with("GATEHOUSE_CONFIG_TOKEN", "config-token")
                .with("GATEHOUSE_AUDIT_TOKEN", "audit-token")
                .with("GATEHOUSE_SCANNER_TOKEN", "scanner-token");
    }

    Command with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Command without(String variable) {
        variables.remove(variable);
        return this;
    }

    Command reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    Command reading(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    /** Somebody sits at a terminal and answers so whenever something is asked. */
    Command typing(String answer) {
        inShows = true;
        typed = Optional.of(answer);
        return this;
    }

    Command onATerminal() {
        outShows = true;
        return this;
    }

    Command launching(int status) {
        launchedStatus = status;
        return this;
    }

    List<List<String>> launched() {
        return launched;
    }

    int pauses() {
        return pauses;
    }

    /** What came of it. */
    record Ran(int status, String out, String err) {
        boolean shows(String text) {
            return out.contains(text) || err.contains(text);
        }
    }

    /** Runs a line whose words have no spaces. */
    Ran run(String line) {
        return run(line.split(" "));
    }

    Ran run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Gatehouse.run(
                words.clone(),
                new Surroundings(
                        new ByteArrayInputStream(input),
                        out,
                        new PrintWriter(err, true, StandardCharsets.UTF_8),
                        new Surroundings.Terminals(inShows, outShows),
                        variables,
                        question -> typed,
                        InstantSource.system(),
                        time -> pauses++,
                        program -> {
                            launched.add(List.copyOf(program));
                            return launchedStatus;
                        }));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
