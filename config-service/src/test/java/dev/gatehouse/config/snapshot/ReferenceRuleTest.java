package dev.gatehouse.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.contract.Rule;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.parameter.ParameterValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceRuleTest {
    private final World world = new World();
    private final ReferenceRule rule = new ReferenceRule(world.contract, world.snapshots);

    private List<Violation> check(String below, String text) {
        return rule.check(World.path("/demo/dev/" + below), ParameterValue.plain(text));
    }

    @Test
    void refusesWhatWouldCloseACycle() {
        world.with("global/other-key", "key:third-key").with("agents/coder/third-key", "key:api-key");

        List<Violation> violations = check("global/api-key", "key:other-key");

        assertThat(violations).hasSize(1);
        assertThat(violations.getFirst().rule()).isEqualTo(Rule.REFERENCE_CYCLE);
        assertThat(violations.getFirst().message()).contains("coder", "api-key", "other-key", "third-key");
    }

    @Test
    void allowsWhatClosesNone() {
        world.with("global/other-key", "secret:openai");

        assertThat(check("global/api-key", "key:other-key")).isEmpty();
        assertThat(check("global/api-key", "secret:openai")).isEmpty();
    }

    @Test
    void asksNobodyAboutWhatIsNoReference() {
        assertThat(check("global/size", "key:size")).isEmpty();

        assertThat(world.parameters.calls()).isZero();
    }

    @Test
    void allowsWhatAHigherLayerOverrides() {
        world.with("global/other-key", "key:api-key")
                .with("agents/coder/api-key", "secret:openai")
                .with("agents/writer/api-key", "secret:openai");

        assertThat(check("global/api-key", "key:other-key")).isEmpty();
    }

    @Test
    void refusesWhatOneOfTheApplicationsDoesNotOverride() {
        world.with("global/other-key", "key:api-key").with("agents/coder/api-key", "secret:openai");

        assertThat(check("global/api-key", "key:other-key"))
                .extracting(Violation::message)
                .allMatch(message -> message.contains("writer"));
        assertThat(check("global/api-key", "key:other-key")).hasSize(1);
    }
}
