package dev.gatehouse.scanner.engine;

import static dev.gatehouse.scanner.engine.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.SampleTemplate;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final String RULE = """
            [[rules]]
            id = "checked"
            regex = '''\\bchk_[0-9A-Za-z]{36}\\b'''
            keywords = ["chk_"]
            confidence = "low"
            checksum = "github"
            """;

    private static Confidence confidence(String template) {
        Scanner scanner = Scanner.of(Samples.rules(RULE, Origin.SHIPPED), Samples.KEY, ScanLimits.DEFAULT);
        Finding finding = Samples.scan(scanner, "tests/a.txt", bytes(new SampleTemplate(5).expand(template)))
                .findings()
                .getFirst();
        return finding.confidence();
    }

    @Test
    void aRightOneMakesSureEvenAmongSamples() {
        assertThat(confidence("${github:chk_}")).isEqualTo(Confidence.HIGH);
    }

    @Test
    void aWrongOneRejectsNothing() {
        assertThat(confidence("chk_${alnum:36}")).isEqualTo(Confidence.LOW);
    }
}
