package dev.gatehouse.scanner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.Scan;
import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule that is shipped does what its samples say, alone and by itself. */
class ShippedRulesTest {
    /** Each template is filled so many times: a rule that finds most samples is wrong. */
    private static final int SEEDS = 5;

    private static final LoadedRules SHIPPED = RuleFile.loadShipped();

    @Test
    void loadWithoutWarnings() {
        assertThat(SHIPPED.warnings()).isEmpty();
        assertThat(SHIPPED.rules().rules()).isNotEmpty();
    }

    @Test
    void eachFilePassesTheChecksThatAStartLeavesOut() {
        List<LoadedRules> checked = RuleFile.shipped().stream()
                .map(file -> file.load(RuleFile.Source.NONE))
                .toList();

        assertThat(checked.stream().flatMap(one -> one.rules().rules().stream()))
                .containsExactlyElementsOf(SHIPPED.rules().rules());
    }

    @Test
    void everyFileOfTheFolderIsListed() throws IOException, URISyntaxException {
        Path folder = Path.of(
                        ShippedRulesTest.class.getResource("shipped/index.txt").toURI())
                .resolveSibling("");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".toml")))
                    .containsExactlyInAnyOrderElementsOf(
                            RuleFile.shipped().stream().map(RuleFile::name).toList());
        }
    }

    @Test
    void eachHasSamplesOfBothKinds() {
        assertThat(SHIPPED.rules().rules()).allSatisfy(rule -> {
            assertThat(rule.samples().examples()).as(rule.id()).isNotEmpty();
            assertThat(rule.samples().counterExamples()).as(rule.id()).isNotEmpty();
        });
    }

    @Test
    void eachFindsItsExamplesAndNoCounterExample() {
        List<String> wrong = new ArrayList<>();
        for (Rule rule : SHIPPED.rules().rules()) {
            Scan scan = scannerOf(rule).newScan();
            for (int seed = 0; seed < SEEDS; seed++) {
                SampleTemplate template = new SampleTemplate(seed);
                for (String example : rule.samples().examples()) {
                    if (found(scan, template.expand(example), rule) == 0) {
                        wrong.add(rule.id() + " does not find its example (seed " + seed + ") " + example);
                    }
                }
                for (String example : rule.samples().counterExamples()) {
                    if (found(scan, template.expand(example), rule) > 0) {
                        wrong.add(rule.id() + " finds its counter-example (seed " + seed + ") " + example);
                    }
                }
            }
        }

        assertThat(wrong.stream().distinct().toList()).isEmpty();
    }

    private static Scanner scannerOf(Rule rule) {
        return Scanner.of(
                RuleSet.of(List.of(rule), SHIPPED.rules().allowlists()),
                FingerprintKey.of(new byte[32]),
                ScanLimits.DEFAULT);
    }

    /** A rule that looks at certain paths only says in its path which; the sample gets such a name. */
    private static int found(Scan scan, String sample, Rule rule) {
        ObjectName name = ObjectName.of("test", rule.path().isEmpty() ? "a.txt" : SamplePaths.of(rule));
        return scan.scan(name, sample.getBytes(StandardCharsets.UTF_8), finding -> {}, ExplainSink.NONE)
                .findings();
    }
}
