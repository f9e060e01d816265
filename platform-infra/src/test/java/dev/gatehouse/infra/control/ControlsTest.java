package dev.gatehouse.infra.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.control.Control.How;
import dev.gatehouse.infra.document.GeneratedPage;
import dev.gatehouse.infra.policy.GuardRules;
import dev.gatehouse.infra.policy.Rule;
import dev.gatehouse.infra.stack.Program;
import dev.gatehouse.infra.stack.RecordedStack;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table of controls says is so in what production registers. */
class ControlsTest {
    private static final Pattern MENTION = Pattern.compile("(CIS|FSBP) ([A-Za-z0-9.]*\\d(?:, [A-Za-z0-9.]*\\d)*)");
    private static final List<Registered> PRODUCTION = Program.PROJECTS.stream()
            .flatMap(project -> RecordedStack.whole(project, Environment.PROD).resources().stream())
            .toList();
    private static final List<Rule> RULES = new GuardRules(Environment.PROD).rules();

    static Stream<Control> met() {
        return Control.table().stream().filter(Control::needsResources);
    }

    static Stream<Control> notMet() {
        return Control.table().stream()
                .filter(control -> !control.needsResources() && !control.type().isEmpty());
    }

    static List<Rule> rules() {
        return RULES;
    }

    @ParameterizedTest
    @MethodSource("met")
    void productionMeetsIt(Control control) {
        List<Registered> resources = PRODUCTION.stream()
                .filter(each -> each.type().equals(control.type()))
                .toList();

        assertThat(resources)
                .as("%s is met by %s, which production does not register", control.id(), control.type())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(has(each, control.input()))
                        .as("%s has %s, as %s needs", each.urn(), control.input(), control.id())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("notMet")
    void productionHasNothingOfIt(Control control) {
        assertThat(PRODUCTION)
                .as("controls.txt says that %s is %s: look again, and say how it is met", control.id(), control.how())
                .noneMatch(each -> each.type().equals(control.type()));
    }

    @Test
    void eachControlStandsOnceWithItsRuleOrItsReason() {
        Set<String> known = RULES.stream().map(Rule::id).collect(Collectors.toSet());

        assertThat(Control.table()).extracting(Control::id).doesNotHaveDuplicates();
        assertThat(Control.table()).allSatisfy(control -> {
            assertThat(control.how() == How.MET
                            || control.how() == How.GUARD
                            || !control.note().isEmpty())
                    .as("%s is %s and does not say why", control.id(), control.how())
                    .isTrue();
            assertThat(control.how() != How.GUARD || !control.rule().isEmpty())
                    .as("%s is held by no rule", control.id())
                    .isTrue();
            assertThat(control.rule().isEmpty() || known.contains(control.rule()))
                    .as("%s names %s", control.id(), control.rule())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleNamesControlsOfTheTable(Rule rule) {
        Set<String> table = Control.table().stream().map(Control::id).collect(Collectors.toSet());

        Matcher mentions = MENTION.matcher(rule.controls());

        assertThat(mentions.results()
                        .flatMap(each ->
                                Stream.of(each.group(2).split(", ")).map(number -> each.group(1) + " " + number))
                        .toList())
                .as("%s: %s", rule.id(), rule.controls())
                .isSubsetOf(table);
    }

    @Test
    void thePageHasTheTable() throws IOException {
        GeneratedPage.holds(Path.of("CONTROLS.md"), new ControlsPage(PRODUCTION).text(Control.table()));
    }

    private static boolean has(Registered resource, String input) {
        String[] wanted = input.split("=", 2);
        Object value = resource.inputs().get(wanted[0]);
        return input.isEmpty() || (value != null && (wanted.length == 1 || wanted[1].equals(text(value))));
    }

    /** The engine gives whole numbers back with a fraction. */
    private static String text(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : value.toString();
    }
}
