package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.event.ByteSlice;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RuleCatalogTest {
    private static final UUID EACH = UUID.fromString("11111111-1111-1111-1111-111111111111");
    private static final UUID MANY = UUID.fromString("22222222-2222-2222-2222-222222222222");
    private static final String EACH_YAML = """
            title: A secret was read
            id: 11111111-1111-1111-1111-111111111111
            name: each
            status: test
            level: low
            logsource: {product: gatehouse, service: audit}
            detection:
              s:
                action: secret:read
              condition: s
            """;
    private static final String MANY_YAML = """
            title: Many secrets were read
            id: 22222222-2222-2222-2222-222222222222
            status: test
            level: high
            correlation:
              type: event_count
              rules: [each]
              timespan: 1h
              condition: {gte: 2}
            """;

    private static RuleFile file(String name, String yaml) {
        return new RuleFile(name, RuleFile.Origin.FOLDER, ByteSlice.of(yaml));
    }

    private static RuleCatalog catalog(UUID... disabled) {
        return RuleCatalog.of(List.of(file("each.yaml", EACH_YAML), file("many.yaml", MANY_YAML)), Set.of(disabled));
    }

    @Test
    void tellsWhatIsRaisedAndWhatIsCounted() {
        RuleCatalog catalog = catalog();

        assertThat(catalog.entries())
                .extracting(RuleCatalog.Entry::state)
                .containsExactly(RuleCatalog.State.COUNTED, RuleCatalog.State.ACTIVE);
    }

    @Test
    void raisesARuleItselfWhoseCorrelationIsDisabled() {
        RuleCatalog catalog = catalog(MANY);

        assertThat(catalog.entries())
                .extracting(RuleCatalog.Entry::state)
                .containsExactly(RuleCatalog.State.ACTIVE, RuleCatalog.State.DISABLED);
        assertThat(catalog.active().rules()).extracting(SigmaRule::id).containsExactly(EACH);
    }

    @Test
    void refusesToDisableWhatACorrelationCounts() {
        assertThatThrownBy(() -> catalog(EACH)).isInstanceOf(InvalidRule.class).hasMessageContaining("'each'");
    }

    @Test
    void refusesToDisableWhatIsNotThere() {
        assertThatThrownBy(() -> catalog(new UUID(1, 1)))
                .isInstanceOf(InvalidRule.class)
                .hasMessageContaining("00000000-0000-0001-0000-000000000001");
    }

    @Test
    void namesFileLineAndConstructOfAllThatIsWrong() {
        List<RuleFile> files = List.of(
                file("a.yaml", EACH_YAML.replace("action:", "action|base64:")),
                file("b.yaml", MANY_YAML.replace("event_count", "temporal").replace("level: high", "level: loud")));

        assertThatThrownBy(() -> RuleCatalog.of(files, Set.of()))
                .isInstanceOf(InvalidRule.class)
                .message()
                .contains("a.yaml: line 9", "'base64'", "b.yaml: line 4, level", "b.yaml: line 6", "'temporal'");
    }

    @Test
    void refusesAnIdTwice() {
        List<RuleFile> files = List.of(file("a.yaml", EACH_YAML), file("b.yaml", EACH_YAML));

        assertThatThrownBy(() -> RuleCatalog.of(files, Set.of()))
                .isInstanceOf(InvalidRule.class)
                .hasMessage("b.yaml: has the id of the rule in a.yaml");
    }

    @Test
    void triesARuleInThePlaceOfTheOneOfItsId() {
        SigmaRule draft = Logged.rule(EACH_YAML.replace("level: low", "level: high"));

        assertThat(catalog().with(draft).rules()).containsExactly(draft);
    }

    @Test
    void triesACorrelationOfARuleThatIsThere() {
        SigmaRule draft = Logged.rule(MANY_YAML.replace("2222-2222", "2222-3333"));

        assertThat(catalog().with(draft).bases(draft)).extracting(SigmaRule::id).containsExactly(EACH);
    }

    @Test
    void takesTheShippedRules() {
        RuleCatalog catalog = RuleCatalog.of(ShippedRules.files(), Set.of());

        assertThat(catalog.entries().stream().filter(entry -> entry.state() == RuleCatalog.State.ACTIVE))
                .hasSize(25);
    }
}
