package dev.gatehouse.scanner.engine;

import static dev.gatehouse.scanner.engine.Samples.bytes;
import static dev.gatehouse.scanner.engine.Samples.scan;
import static dev.gatehouse.scanner.engine.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.rule.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowlistTest {
    private static int found(String allowlist, String path, String text) {
        String rules = Samples.RULES + "[[allowlists]]\ntargetRules = [\"token\"]\n" + allowlist.replace(';', '\n');
        Scanner scanner = Scanner.of(Samples.rules(rules, Origin.SHIPPED), Samples.KEY, ScanLimits.DEFAULT);
        return scan(scanner, path, bytes(text)).findings().size();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paths=['''^vendor/'''] | 0 | 1",
                "regexes=['''^tok_'''] | 0 | 0",
                "regexes=['''nosec'''];regexTarget='line' | 0 | 0",
                "regexes=['''nosec'''];regexTarget='match' | 1 | 1",
                "stopwords=['TOK_'] | 0 | 0",
                "stopwords=['absent'] | 1 | 1",
                "condition='AND';paths=['''^vendor/'''];stopwords=['tok_'] | 0 | 1",
                "condition='AND';paths=['''^vendor/'''];stopwords=['absent'] | 1 | 1",
                "condition='OR';paths=['''^vendor/'''];stopwords=['absent'] | 0 | 1",
            })
    void allowsByPathContentOrBoth(String allowlist, int foundInVendor, int foundInSource) {
        String text = "first\na = " + token(1) + " nosec\nlast";

        assertThat(found(allowlist, "vendor/a.txt", text)).isEqualTo(foundInVendor);
        assertThat(found(allowlist, "src/a.txt", text)).isEqualTo(foundInSource);
    }
}
