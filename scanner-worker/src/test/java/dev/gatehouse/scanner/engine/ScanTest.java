package dev.gatehouse.scanner.engine;

import static dev.gatehouse.scanner.engine.Samples.bytes;
import static dev.gatehouse.scanner.engine.Samples.fingerprint;
import static dev.gatehouse.scanner.engine.Samples.scan;
import static dev.gatehouse.scanner.engine.Samples.scanner;
import static dev.gatehouse.scanner.engine.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.engine.Samples.Result;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.rule.Origin;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    @Test
    void saysWhereASecretStandsAndNotWhatItIs() {
        String secret = token(1);

        Result result = scan("first\n\u00e9 key: " + secret + "\nlast\n");

        Finding finding = result.findings().getFirst();
        Location location = finding.locations().getFirst();
        assertThat(result.findings()).hasSize(1);
        assertThat(location.line()).isEqualTo(2);
        assertThat(location.column()).isEqualTo(8);
        assertThat(location.offset()).isEqualTo(14);
        assertThat(finding.fingerprint().text()).isEqualTo(fingerprint(secret));
        assertThat(finding.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(finding.toString()).doesNotContain(secret).doesNotContain(secret.substring(5));
        assertThat(result.outcome().coverage()).isInstanceOf(Coverage.Scanned.class);
    }

    @Test
    void findsEachSecretOnceWhereverTheChunksEnd() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append("x".repeat(random.nextInt(120)))
                    .append(random.nextInt(3) == 0 ? '\n' : ' ')
                    .append(token(i))
                    .append(' ');
        }

        Result result = scan(scanner(Samples.SMALL_CHUNKS), "a.txt", bytes(text + " end"));

        assertThat(result.findings()).hasSize(2000);
        assertThat(result.findings()).allSatisfy(finding -> {
            Location at = finding.locations().getFirst();
            int lineStart = text.lastIndexOf("\n", (int) at.offset()) + 1;
            assertThat(text.indexOf("tok_", (int) at.offset())).isEqualTo((int) at.offset());
            assertThat(at.column()).isEqualTo(at.offset() - lineStart + 1);
            assertThat(at.line()).isEqualTo(text.substring(0, lineStart).lines().count() + 1);
        });
    }

    @Test
    void theSurestOfTwoFindingsOnASecretWins() {
        Result result = scan("db_password = \"" + token(3) + "\"");

        assertThat(result.findings()).extracting(Finding::rule).containsExactly("token");
        assertThat(result.suppressed()).extracting(Suppression::rule).containsExactly("assigned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitleaks:allow", "gatehouse:allow"})
    void aLineCanAllowWhatStandsInIt(String mark) {
        Result result = scan("a " + token(4) + " # " + mark + "\nb " + token(5));

        assertThat(result.findings()).hasSize(1);
        assertThat(result.suppressed()).extracting(Suppression::reason).containsExactly("the line allows it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme12345",
                "${DATABASE_PASSWORD}",
                "<your-password>",
                "xxxxxxxxxxxxxxxx",
                "aaaaaaaaaaaaaa",
                "abcdefghijklmnop",
                "getPasswordFromVault",
                "request.form.value",
                "some_long_variable_name",
                "123456789012"
            })
    void placeholdersAndNamesAreNoSecretsAndTheReasonIsGiven(String value) {
        Result result = scan("password = \"" + value + "\"");

        assertThat(result.findings()).isEmpty();
        assertThat(result.suppressed()).hasSize(1);
        assertThat(result.suppressed().getFirst().toString()).doesNotContain(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomValuesOfAPasswordAreFound(long seed) {
        var template = new dev.gatehouse.scanner.rule.SampleTemplate(seed);
        String text = template.expand(
                "password = \"${alnum:20}\"\npassword: ${hex:32}\nPASSWORD=${b64:40}\npassword: '${lower:20}'");

        assertThat(scan(text).findings()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/test/resources/a.txt", "package-lock.json", "app.min.js", "config.example.yml"})
    void placesFullOfSamplesMakeAFindingLessSure(String path) {
        Result result = scan(scanner(ScanLimits.DEFAULT), path, bytes(token(6)));

        assertThat(result.findings()).extracting(Finding::confidence).containsExactly(Confidence.MEDIUM);
    }

    @Test
    void whatTheAllowlistsOfAllRulesNameIsExcludedAndSaid() {
        String rules = Samples.RULES + "\n[allowlist]\ndescription = \"vendored\"\npaths = ['''^vendor/''']\n";
        Scanner scanner = Scanner.of(Samples.rules(rules, Origin.SHIPPED), Samples.KEY, ScanLimits.DEFAULT);

        Result excluded = scan(scanner, "vendor/a.txt", bytes(token(1)));
        Result scanned = scan(scanner, "src/a.txt", bytes(token(1)));

        assertThat(excluded.outcome().coverage()).isEqualTo(new Coverage.Excluded("allowlist: vendored"));
        assertThat(scanned.findings()).hasSize(1);
    }

    @Test
    void aRuleOfAUserRunsWithAndWithoutAnAnchor() {
        String rules = """
                [[rules]]
                id = "anchored"
                regex = '''(?P<all>corp_(?P<the_secret>[a-z0-9]{16}))'''
                keywords = ["corp_"]
                secretGroup = 2
                [[rules]]
                id = "whole"
                regex = '''\\b[A-F]{3}-([[:digit:]]{12})\\b'''
                keywords = ["corp"]
                """;
        Scanner scanner = Scanner.of(Samples.rules(rules, Origin.USER), Samples.KEY, Samples.SMALL_CHUNKS);
        String filler = "corp filler line\n".repeat(3000);

        Result result = scan(scanner, "a.txt", bytes(filler + " corp_a1b2c3d4e5f6a7b8 ABC-123456789012\n" + filler));

        assertThat(result.findings()).extracting(Finding::rule).containsExactlyInAnyOrder("anchored", "whole");
        assertThat(result.findings())
                .extracting(finding -> finding.fingerprint().text())
                .containsExactlyInAnyOrder(fingerprint("a1b2c3d4e5f6a7b8"), fingerprint("123456789012"));
    }

    @Test
    void aRuleAboutPathsReportsTheObject() {
        String rules = "[[rules]]\nid = \"keystore\"\npath = '''\\.jks$'''\n";
        Scanner scanner = Scanner.of(Samples.rules(rules, Origin.USER), Samples.KEY, ScanLimits.DEFAULT);

        assertThat(scan(scanner, "a/b.jks", bytes("x")).findings()).hasSize(1);
        assertThat(scan(scanner, "a/b.txt", bytes("x")).findings()).isEmpty();
    }
}
