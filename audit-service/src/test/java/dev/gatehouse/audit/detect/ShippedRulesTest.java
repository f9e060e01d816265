package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.log.LoggedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped rule has events that it finds and events that it does not: {@code src/test/resources/rules/<rule>/}. */
class ShippedRulesTest {
    private static final Path RULES = Path.of("src/main/resources/rules");
    private static final Path FIXTURES = Path.of("src/test/resources/rules");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<SigmaRule> ALL = ShippedRules.load();

    static Stream<String> rules() {
        return ShippedRules.names().stream().map(name -> name.replace(".yaml", ""));
    }

    @Test
    void theIndexNamesEachFileOnce() throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.list(RULES)) {
            files = all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("index.txt"))
                    .toList();
        }

        assertThat(ShippedRules.names()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void twentyFiveOfThemAreRaised() {
        RuleSet set = RuleSet.of(ALL);

        List<SigmaRule> fed =
                ALL.stream().flatMap(rule -> set.bases(rule).stream()).toList();

        assertThat(ALL).hasSize(28);
        assertThat(ALL.stream().filter(rule -> !fed.contains(rule))).hasSize(25);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsWhatItIsFor(String rule) throws IOException {
        List<Path> fixtures = fixtures(rule, "positive");

        assertThat(fixtures)
                .isNotEmpty()
                .allSatisfy(
                        fixture -> assertThat(run(rule, fixture).detections()).isEqualTo(1));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void leavesTheRestAlone(String rule) throws IOException {
        List<Path> fixtures = fixtures(rule, "negative");

        assertThat(fixtures).isNotEmpty().allSatisfy(fixture -> {
            Backtest.Report report = run(rule, fixture);
            assertThat(report.events()).isPositive();
            assertThat(report.detections()).isZero();
        });
    }

    private static List<Path> fixtures(String rule, String kind) throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(rule))) {
            return files.filter(file -> file.getFileName().toString().matches(kind + "(-[0-9]+)?\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static Backtest.Report run(String name, Path fixture) throws IOException {
        JsonNode json = JSON.readTree(fixture.toFile());
        List<LoggedEvent> events = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(record -> events.add(Logged.of(events.size(), record)));
        } else {
            events.add(Logged.of(0, json));
        }
        SigmaRule rule = ALL.get(ShippedRules.names().indexOf(name + ".yaml"));
        return Backtests.run(RuleSet.of(ALL), rule, events);
    }
}
