package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/** Help, version and completion. */
class HelpTest {
    private final Command command = new Command();

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect(Gatehouse.spec(), "", names);
        return names.stream();
    }

    private static void collect(CommandSpec spec, String before, List<String> names) {
        spec.subcommands().forEach((name, below) -> {
            names.add(before + name);
            collect(below.getCommandSpec(), before + name + " ", names);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasHelpOfItsOwn(String name) {
        Ran ran = command.run(name + " --help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("Usage: gatehouse " + name + " ").contains("--output");
    }

    @Test
    void helpTellsOfExitStatuses() {
        Ran ran = command.run("--help");

        assertThat(ran.out()).contains("Exit status:", "--scanner-token-file", "completion");
        assertThat(command.run("--version").out()).startsWith("gatehouse ");
    }

    @Test
    void noCommandIsUsage() {
        Ran ran = command.run("secret");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).startsWith("Usage: gatehouse secret");
    }

    @Test
    void theCompletionScriptIsOne() throws IOException, InterruptedException {
        Ran ran = command.run("completion");

        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.getOutputStream()) {
            in.write(ran.out().getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(ran.out()).contains("rotate", "finish-rotation", "--reveal");
    }
}
