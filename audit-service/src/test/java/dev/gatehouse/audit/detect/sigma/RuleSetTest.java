package dev.gatehouse.audit.detect.sigma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {
    private static final FieldPath NAME = FieldPath.of("eventName");

    private static SigmaRule base(String name) {
        return RuleText.parse("""
                title: Base
                id: %s
                name: %s
                status: test
                level: low
                logsource:
                  product: aws
                  service: cloudtrail
                detection:
                  s:
                    eventName: Get
                  condition: s
                """.formatted(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), name));
    }

    private static SigmaRule correlation(String of, boolean generate) {
        return RuleText.parse("""
                title: Many
                id: 22222222-2222-2222-2222-222222222222
                name: many
                status: stable
                level: critical
                correlation:
                  type: event_count
                  rules: [%s]
                  timespan: 10m
                  condition:
                    gte: 20
                generate: %s
                """.formatted(of, generate));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void raisesWhatACorrelationCountsOnlyWhereItSaysSo(boolean generate) {
        RuleSet rules = RuleSet.of(List.of(base("base"), correlation("base", generate)));

        List<RuleSet.Active> matched = rules.match(LogSource.CLOUDTRAIL, RuleText.json("{\"eventName\":\"get\"}"));

        assertThat(matched).hasSize(1);
        assertThat(matched.getFirst().raises()).isEqualTo(generate);
        assertThat(matched.getFirst().counted()).extracting(SigmaRule::title).containsExactly("Many");
    }

    @Test
    void refusesACorrelationOfWhatIsNotThere() {
        List<SigmaRule> rules = List.of(base("base"), correlation("other", false));

        assertThatThrownBy(() -> RuleSet.of(rules))
                .isInstanceOf(InvalidRule.class)
                .hasMessageEndingWith("names 'other', which is no rule about single events");
    }

    @Test
    void refusesACorrelationOfItself() {
        List<SigmaRule> rules = List.of(correlation("many", false));

        assertThatThrownBy(() -> RuleSet.of(rules)).isInstanceOf(InvalidRule.class);
    }

    @Test
    void refusesTwoRulesOfOneId() {
        List<SigmaRule> rules = List.of(base("base"), base("base"));

        assertThatThrownBy(() -> RuleSet.of(rules)).hasMessageStartingWith("two rules have the id");
    }

    @Test
    void asksForANameWhereverARuleNeedsOne() {
        assertThat(needed("s:\n  eventName: [A, b]\ncondition: s")).contains(Set.of("a", "b"));
        assertThat(needed("s:\n  eventName: A\n  x: 1\nt:\n  eventName: B\ncondition: s or t"))
                .contains(Set.of("a", "b"));
        assertThat(needed("s:\n  eventName: A\nt:\n  x: 1\ncondition: s and not t"))
                .contains(Set.of("a"));
    }

    @Test
    void asksForNoNameWhereARuleCanHoldWithoutIt() {
        assertThat(needed("s:\n  eventName: A\nt:\n  x: 1\ncondition: s or t")).isEmpty();
        assertThat(needed("s:\n  eventName: A*\ncondition: s")).isEmpty();
        assertThat(needed("s:\n  eventName: A\ncondition: not s")).isEmpty();
        assertThat(needed("s:\n  eventName: [A, null]\ncondition: s")).isEmpty();
        assertThat(needed("s:\n  eventName|cased: A\ncondition: s")).isEmpty();
    }

    private static Optional<Set<String>> needed(String detection) {
        EventBody body =
                (EventBody) RuleText.parse(RuleText.withDetection(detection)).body();
        return RuleIndex.needed(body.expression(), NAME);
    }

    @Test
    void findsARuleByANameInAList() {
        assertThat(RuleText.holds("s:\n  eventName: A\ncondition: s", "{\"eventName\":[\"b\",\"a\"]}"))
                .isTrue();
    }
}
