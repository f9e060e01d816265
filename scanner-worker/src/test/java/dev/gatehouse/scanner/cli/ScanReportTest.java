package dev.gatehouse.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.scanner.cli.Command.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan writes: where, in which form, and what never stands in it. */
class ScanReportTest extends ScannedTree {
    /** Planted in every place that is looked at, and in the names of nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"table", "jsonl", "sarif", "ocsf", "asff"})
    void noOutputHoldsASecretOrALineAroundIt(String format) throws IOException {
        List<String> tokens = new ArrayList<>(List.of(plant("a.env"), plant(HOSTILE), plant("deep/er/b.yml")));
        String packed = canary.token();
        tokens.add(packed);
        Files.write(tree.resolve("c.zip"), zip("inner/" + HOSTILE, "before token=" + packed + " after"));
        String encoded = canary.token();
        tokens.add(encoded);
        Files.writeString(
                tree.resolve("d.txt"),
                Base64.getEncoder().encodeToString(("marker-around GH=" + encoded).getBytes(StandardCharsets.UTF_8)));
        Path output = folder.resolve("report");

        Ran ran = command.scan(
                tree.toString(),
                "--format",
                format,
                "--aws-account",
                "123456789012",
                "--aws-region",
                "eu-central-1",
                "--explain",
                "--output",
                output.toString(),
                "--write-baseline",
                folder.resolve("base").toString());

        assertThat(ran.status()).isEqualTo(1);
        String all = ran.out() + ran.err() + Files.readString(output) + Files.readString(folder.resolve("base"));
        for (String token : tokens) {
            assertThat(all).doesNotContain(token, token.substring(5, 20), encodedOf(token));
        }
        assertThat(all).doesNotContain("export GH", "marker-around", "before token");
        assertThat(Files.readString(output)).contains("ghp_******");
    }

    private static String encodedOf(String token) {
        return Base64.getEncoder()
                .encodeToString(token.substring(3).getBytes(StandardCharsets.UTF_8))
                .substring(0, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "jsonl", "sarif", "ocsf", "asff"})
    void aHostileNameDoesNothingToATerminal(String format) throws IOException {
        plant(HOSTILE);
        Files.write(tree.resolve("broken" + HOSTILE + ".zip"), new byte[] {'P', 'K', 3, 4, 9});
        String[] account = {"--aws-account", "123456789012", "--aws-region", "eu-central-1"};

        Ran ran = command.scan(tree.toString(), "--format", format, account[0], account[1], account[2], account[3]);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out() + ran.err()).doesNotContain("\u001b", "\u202e", "\u009b", "/a\n", "brokena\n", "\t\"");
        assertThat(ran.out()).isNotEmpty();
        if (!format.equals("table")) {
            ran.out().lines().forEach(ScannedTree::json);
        }
        if (format.equals("jsonl")) {
            assertThat(lines(ran.out()).getFirst().at("/locations/0/path").asText())
                    .endsWith(HOSTILE);
        }
    }

    @Test
    void coloursAreForTerminals() throws IOException {
        plant("a.env");

        assertThat(command.scan(tree.toString()).out()).doesNotContain("\u001b");
        assertThat(command.onATerminal().scan(tree.toString()).out()).contains("\u001b[31;1m");
    }

    @Test
    void oneSecretInTenPlacesIsOneFinding() throws IOException {
        String token = canary.token();
        for (int i = 0; i < 10; i++) {
            Files.writeString(tree.resolve("f" + i), "\n".repeat(i) + "GH=" + token);
        }

        List<JsonNode> lines =
                lines(command.scan(tree.toString(), "--format", "jsonl").out());

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().path("locations")).hasSize(10);
        assertThat(lines.getFirst().at("/locations/9/line").asInt()).isEqualTo(10);
        assertThat(lines.getLast().path("complete").asBoolean()).isTrue();
    }

    @Test
    void aHundredThousandFindingsInOneFileAreReportedWithinBounds() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Collector.MOST_SECRETS + 1; i++) {
            text.append("GH=").append(canary.token()).append('\n');
        }
        Files.writeString(tree.resolve("dense"), text);

        Ran ran = command.scan(tree.toString(), "--format", "jsonl");

        List<String> lines = ran.out().lines().toList();
        JsonNode summary = json(lines.getLast());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(summary.path("findings").asInt()).isEqualTo(Collector.MOST_SECRETS);
        assertThat(summary.path("complete").asBoolean()).isFalse();
        assertThat(lines).hasSize(Collector.MOST_SECRETS + 2);
    }

    @Test
    void aLinkAtTheOutputsPlaceIsRefused() throws IOException {
        plant("a.env");
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("report"), victim);

        Ran ran = command.scan(tree.toString(), "--output", link.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("is a link");
        assertThat(Files.readString(victim)).isEqualTo("mine");
    }

    @Test
    void aReportReplacesAnOlderOneAndLeavesNothingBeside() throws IOException {
        plant("a.env");
        Path output = Files.writeString(folder.resolve("report"), "older");

        Ran ran = command.scan(tree.toString(), "--output", output.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(Files.readString(output)).contains("fingerprint");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain(".gatehouse");
            assertThat(ran.out()).isEmpty();
        }
    }
}
