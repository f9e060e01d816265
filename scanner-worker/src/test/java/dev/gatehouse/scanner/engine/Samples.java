package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.RuleFile;
import dev.gatehouse.scanner.rule.RuleSet;
import dev.gatehouse.scanner.rule.SampleTemplate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rules and secrets for tests. */
final class Samples {
    static final String RULES = """
            [[rules]]
            id = "token"
            description = "A token with a prefix"
            regex = '''\\btok_[0-9A-Za-z]{32}\\b'''
            keywords = ["tok_"]
            confidence = "high"

            [[rules]]
            id = "assigned"
            description = "Anything assigned to a password"
            regex = '''(?i)[\\w.-]{0,50}?password[\\w.-]{0,20}['"]?[ \\t]{0,3}[=:][ \\t]{0,3}['"]?([^\\s'"]{8,100})'''
            keywords = ["password"]
            confidence = "medium"
            likelihood = true
            """;

    static final FingerprintKey KEY = FingerprintKey.of(new byte[32]);
    /** Small pieces, so that a few hundred KB have many borders. */
    static final ScanLimits SMALL_CHUNKS = new ScanLimits(16 << 10, 4 << 10, 64, 1_000_000, 200_000, 3, 4);

    private Samples() {}

    static RuleSet rules(String toml, Origin origin) {
        return new RuleFile("rules.toml", toml, origin)
                .load(RuleFile.Source.NONE)
                .rules();
    }

    static Scanner scanner(ScanLimits limits) {
        return Scanner.of(rules(RULES, Origin.SHIPPED), KEY, limits);
    }

    /** A secret that the rule "token" finds; another for each number. */
    static String token(int number) {
        return "tok_" + new SampleTemplate(number).expand("${alnum:32}");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a scan of an object gave. */
    record Result(List<Finding> findings, List<Suppression> suppressed, ScanOutcome outcome) {}

    static Result scan(Scanner scanner, String path, byte[] content) {
        List<Finding> findings = new ArrayList<>();
        List<Suppression> suppressed = new ArrayList<>();
        ScanOutcome outcome =
                scanner.newScan().scan(ObjectName.of("test", path), content, findings::add, suppressed::add);
        return new Result(findings, suppressed, outcome);
    }

    static Result scan(String text) {
        return scan(scanner(ScanLimits.DEFAULT), "a.txt", bytes(text));
    }

    static String fingerprint(String secret) {
        byte[] bytes = bytes(secret);
        return KEY.maker().of(bytes, 0, bytes.length).text();
    }
}
