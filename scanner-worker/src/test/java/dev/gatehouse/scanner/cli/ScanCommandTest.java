package dev.gatehouse.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.cli.Command.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans as somebody types them. */
class ScanCommandTest extends ScannedTree {
    @Test
    void anEmptyFolderIsClean() {
        Ran ran = command.scan(tree.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("no secret found");
    }

    @Test
    void aSecretIsFound() throws IOException {
        plant("src/a.env");

        Ran ran = command.scan(tree.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("github", "src/a.env:1:11", "fingerprint ");
        assertThat(ran.err()).contains("1 secret found");
    }

    @Test
    void whatCouldNotBeReadMakesItIncomplete() throws IOException {
        Files.write(tree.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4, 9, 9, 9, 9});

        Ran ran = command.scan(tree.toString());

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("undecodable", "broken.zip", "the scan is incomplete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan",
                "scan TREE/nothing",
                "scan TREE --unknown",
                "scan TREE --format yaml",
                "scan TREE --format asff",
                "scan TREE --format asff --aws-account 12 --aws-region eu-central-1",
                "scan TREE --confidence total",
                "scan TREE --jobs 0",
                "scan TREE --jobs x",
                "scan TREE --archive-depth 17",
                "scan TREE --max-file-size big",
                "scan TREE --max-file-size 0",
                "scan TREE --since 2026-01-01",
                "scan TREE --unreachable",
                "scan TREE --git",
                "scan TREE --config TREE/nothing.toml",
                "scan TREE --key-file TREE/nothing.key",
                "scan TREE --baseline TREE/nothing.json",
                "scan TREE --output TREE/nowhere/report",
                "scan TREE --output TREE",
                "scan - -",
                "rules",
                "rules check",
                "rules check TREE/nothing",
            })
    void aWrongCommandLine(String line) {
        Ran ran = command.run(line.replace("TREE", tree.toString()).split(" "));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotEmpty();
    }

    @Test
    void standardInput() {
        byte[] text = ("GH=" + canary.token()).getBytes(StandardCharsets.UTF_8);

        Ran ran = command.reading(text).scan("-", "--format", "jsonl");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(lines(ran.out()).getFirst().at("/locations/0/source").asText())
                .isEqualTo("stdin");
    }

    @Test
    void aBrokenArchiveOnStandardInputIsReadAsItsBytes() {
        byte[] text = ("PK\u0003\u0004 GH=" + canary.token()).getBytes(StandardCharsets.ISO_8859_1);

        Ran ran = command.reading(text).scan("-");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("undecodable");
    }

    @Test
    void archivesAreOpenedToADepth() throws IOException {
        byte[] inner = zip("a.env", "GH=" + canary.token());
        Files.write(tree.resolve("o.zip"), zip("i.zip", inner));

        Ran whole = command.scan(tree.toString(), "--archive-depth", "2");
        Ran shallow = command.scan(tree.toString(), "--archive-depth", "1");

        assertThat(whole.status()).isEqualTo(1);
        assertThat(whole.out()).contains("o.zip!i.zip!a.env:1:4");
        assertThat(shallow.status()).isEqualTo(3);
        assertThat(shallow.err()).contains("o.zip!i.zip", "archives are opened to depth 1");
    }

    @Test
    void whatIsLargerThanAskedForIsReadInPart() throws IOException {
        Files.writeString(tree.resolve("a"), "x".repeat(2000) + " GH=" + canary.token());

        Ran capped = command.scan(tree.toString(), "--max-file-size", "1k");
        Ran whole = command.scan(tree.toString(), "--max-file-size", "4k");

        assertThat(capped.status()).isEqualTo(3);
        assertThat(capped.err()).contains("partial", "only the first 1024 bytes were read");
        assertThat(whole.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "version", "--version"})
    void helpAndVersion(String word) {
        Ran ran = command.run(word);

        assertThat(ScannerCommand.is(word)).isTrue();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("scanner-worker");
    }

    @Test
    void helpOfScanTellsTheExitCodes() {
        Ran ran = command.scan("--help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Exit status:", ".gitignore is not followed");
    }
}
