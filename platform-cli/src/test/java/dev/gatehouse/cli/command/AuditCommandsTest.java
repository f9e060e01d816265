package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit search}, {@code tail} and {@code export}. */
class AuditCommandsTest extends WithServices {
    private static final String EVENT = "{\"index\":7,\"time\":\"2026-11-22T00:00:00Z\",\"source\":\"config-service\","
            + "\"actor\":\"token:x\",\"action\":\"secret:read\",\"outcome\":\"success\",\"resources\":[\"secret:/a\\u001b[2J\"]}";

    @Test
    void searchesWithAFilter() {
        services.on(
                "GET /v1/events?outcome=denied&actor=token%3A*&from=2026-11-01T00%3A00%3A00Z&resource=secret%3A%2Fa"
                        + "&order=oldest&limit=2",
                "{\"events\":[" + EVENT + "],\"current\":true}");

        Ran ran = command.run("audit search --actor token:* --outcome denied --from 2026-11-01T00:00:00Z"
                + " --resource secret:/a --order oldest --limit 2");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                INDEX  TIME                  SOURCE          ACTOR    ACTION       OUTCOME  RESOURCES
                7      2026-11-22T00:00:00Z  config-service  token:x  secret:read  success  secret:/a\\x1b[2J
                """);
        assertThat(services.last().authorization()).isEqualTo("Bearer audit-token");
    }

    @Test
    void nothingFoundIsNegative() {
        services.on("GET /v1/events?limit=100", "{\"events\":[]}");

        assertThat(command.run("audit search")).isEqualTo(new Ran(1, "", ""));
    }

    @Test
    void tailsUntilThereAreEnough() {
        String stream =
                ": open\n\nid: 7\ndata: " + EVENT + "\n\n: alive\n\nid: 8\ndata: " + EVENT.replace("7", "8") + "\n\n";
        services.onBytes("GET /v1/events/stream?after=6", stream.getBytes(StandardCharsets.UTF_8), Map.of());

        Ran table = command.run("audit tail --after 6 --count 1");
        Ran json = command.run("audit tail --after 6 --count 2 --output json");
        Ran more = command.run("audit tail --after 6 --count 3");

        assertThat(table.out())
                .isEqualTo(
                        "7  2026-11-22T00:00:00Z  config-service  token:x  secret:read  success  secret:/a\\x1b[2J\n");
        assertThat(json.out().lines()).hasSize(2).allMatch(line -> line.contains("secret:/a\\u001B[2J"));
        assertThat(more.status()).isEqualTo(3);
    }

    @Test
    void exportsToAFile(@TempDir Path folder) throws IOException {
        String lines = EVENT + "\n{\"export\":{\"rows\":1,\"complete\":true}}\n";
        services.onBytes("GET /v1/export?actor=x&format=ndjson", lines.getBytes(StandardCharsets.UTF_8), Map.of());

        Ran ran = command.run("audit export --actor x --file " + folder.resolve("e.ndjson"));

        assertThat(ran).isEqualTo(new Ran(0, "", "exported\n"));
        assertThat(folder.resolve("e.ndjson")).hasContent(lines);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anExportThatWasCutIsNegative() {
        services.onBytes(
                "GET /v1/export?format=parquet", new byte[] {1}, Map.of("Gatehouse-Export", "cut; rows=5; by=rows"));

        Ran ran = command.run("audit export --format parquet");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("not complete");
    }

    @Test
    void anExportWithoutItsEndIsNone() {
        services.onBytes("GET /v1/export?format=ndjson", (EVENT + "\n").getBytes(StandardCharsets.UTF_8), Map.of());

        Ran ran = command.run("audit export");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("has no end");
    }

    @Test
    void aTerminalIsNotSentBytes() {
        Ran ran = command.onATerminal().run("audit export --format bundle");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(services.lines()).isEmpty();
    }
}
