package dev.gatehouse.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.scanner.cli.Command.Ran;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans as somebody types them. */
class ScanCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOSTILE = "a\n\u001b[2J\u001b[31m\u202egnp.\u009b\t\"<&.env";

    @TempDir
    private Path folder;

    private Path tree;
    private Command command;
    private final Canary canary = new Canary(4);

    @BeforeEach
    void makeATree() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        command = new Command(folder.resolve("home"));
    }

    private String plant(String file) throws IOException {
        String token = canary.token();
        Files.createDirectories(tree.resolve(file).getParent());
        Files.writeString(tree.resolve(file), "export GH=" + token + "\n");
        return token;
    }

    private static List<JsonNode> lines(String out) {
        return out.lines().map(ScanCommandTest::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

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
        assertThat(ran.out() + ran.err()).doesNotContain("\u001b", "\u202e", "\u009b", "a\n", "\t\"");
        assertThat(ran.out()).isNotEmpty();
        if (!format.equals("table")) {
            ran.out().lines().forEach(ScanCommandTest::json);
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

    @Test
    void aBaselineHidesWhatIsKnown() throws IOException {
        plant("old.env");
        String base = folder.resolve("base.json").toString();
        command.scan(tree.toString(), "--write-baseline", base);
        Files.move(tree.resolve("old.env"), tree.resolve("moved.env"));

        Ran known = command.scan(tree.toString(), "--baseline", base);
        plant("new.env");
        Ran fresh = command.scan(tree.toString(), "--baseline", base);

        assertThat(known.status()).isZero();
        assertThat(known.err()).contains("not reported: 1 finding in the baseline");
        assertThat(fresh.status()).isEqualTo(1);
        assertThat(fresh.out()).contains("new.env").doesNotContain("moved.env");
    }

    @Test
    void aBaselineOfAnotherKeyOrVersionIsRefused() throws IOException {
        plant("a.env");
        Path base = folder.resolve("base.json");
        command.scan(tree.toString(), "--write-baseline", base.toString());
        Path later = Files.writeString(
                folder.resolve("later.json"),
                Files.readString(base).replaceFirst("\"version\" : 1", "\"version\" : 2"));
        Path broken = Files.writeString(
                folder.resolve("broken.json"), Files.readString(base).substring(0, 50));

        Ran otherKey = new Command(folder.resolve("home2")).scan(tree.toString(), "--baseline", base.toString());
        Ran otherVersion = command.scan(tree.toString(), "--baseline", later.toString());
        Ran malformed = command.scan(tree.toString(), "--baseline", broken.toString());

        assertThat(otherKey.status()).isEqualTo(2);
        assertThat(otherKey.err()).contains("another fingerprint key");
        assertThat(otherVersion.status()).isEqualTo(2);
        assertThat(otherVersion.err()).contains("version 2");
        assertThat(malformed.status()).isEqualTo(2);
        assertThat(malformed.err()).contains("malformed JSON");
    }

    @Test
    void anIgnoreFileHidesSecretsAndPlaces() throws IOException {
        plant("a.env");
        plant("b.env");
        List<JsonNode> lines =
                lines(command.scan(tree.toString(), "--format", "jsonl").out());
        JsonNode first = lines.getFirst();
        JsonNode second = lines.get(1);
        Files.writeString(
                tree.resolve(".gatehouseignore"), first.path("fingerprint").asText() + " # a sample\n");
        Files.writeString(
                tree.resolve(".gitleaksignore"),
                second.at("/locations/0/path").asText() + ":"
                        + second.path("rule").asText() + ":1\n");

        Ran ran = command.scan(tree.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("not reported: 2 findings ignored by an ignore file");
    }

    @Test
    void theKeyIsMadeOnceAndForItsUserAlone() throws IOException {
        plant("a.env");

        String first = command.scan(tree.toString()).out();
        String second = command.scan(tree.toString()).out();
        String elsewhere =
                new Command(folder.resolve("home2")).scan(tree.toString()).out();

        Path key = folder.resolve("home/.config/gatehouse/scanner.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(second).isEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
        assertThat(first).doesNotContain(Files.readString(key).strip());
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

    @Test
    void aConfigurationThatLeavesOutEverythingIsSaid() throws IOException {
        plant("a.env");
        Path config = Files.writeString(folder.resolve("all.toml"), """
                [extend]
                useDefault = true
                [[allowlists]]
                description = "everything"
                paths = ['''.*''']
                """);

        Ran ran = command.scan(tree.toString(), "--config", config.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("nothing was scanned: the configuration leaves out all there is");
    }

    @Test
    void aConfigurationWithoutRulesIsRefused() throws IOException {
        Path config = Files.writeString(folder.resolve("none.toml"), "title = \"none\"\n");

        Ran ran = command.scan(tree.toString(), "--config", config.toString());

        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void aMalformedRuleFileIsRefusedWithItsName() throws IOException {
        Path config = Files.writeString(folder.resolve("bad.toml"), "[[rules]\nid = ");

        Ran scan = command.scan(tree.toString(), "--config", config.toString());
        Ran check = command.run("rules", "check", config.toString());

        assertThat(scan.status()).isEqualTo(2);
        assertThat(scan.err()).contains("bad.toml");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.err()).contains("bad.toml");
    }

    @Test
    void rulesAreListed() {
        Ran ran = command.run("rules", "list");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("github-personal-access-token\thigh\t");
    }

    @Test
    void onlyFindingsThatAreSureEnough() throws IOException {
        plant("a.env");
        Path config = Files.writeString(folder.resolve("low.toml"), """
                [[rules]]
                id = "unsure"
                regex = '''ghp_[0-9A-Za-z]{36}'''
                keywords = ["ghp_"]
                confidence = "low"
                """);

        Ran ran = command.scan(tree.toString(), "--config", config.toString(), "--confidence", "medium");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("1 finding less sure than --confidence asks for");
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

    private static byte[] zip(String name, String content) throws IOException {
        return zip(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
