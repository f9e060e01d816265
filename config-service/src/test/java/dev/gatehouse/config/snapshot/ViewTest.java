package dev.gatehouse.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Grants;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final String CANARY = "canary-parameter-7261";

    private final World world = new World();
    private final Grants all = FixedGrants.all();

    @Test
    void typesItsValuesAsTheContractSays() {
        world.with("global/size", "3").with("global/on", "true").with("global/free", "3");

        View view = world.view(all);

        assertThat(view.values()).hasEntrySatisfying("size", size -> {
            assertThat(size.isIntegralNumber()).isTrue();
            assertThat(size.intValue()).isEqualTo(3);
        });
        assertThat(view.values()).containsEntry("on", BooleanNode.TRUE).containsEntry("free", TextNode.valueOf("3"));
    }

    @Test
    void leavesOutAKeyWhoseWinnerMayNotBeReadAndDoesNotFallBack() {
        world.with("global/size", "1").with("agents/coder/size", "4").with("global/rate", "0.1");

        View view = world.view(FixedGrants.allBut("parameter:/demo/dev/agents/coder/size"));

        assertThat(view.values()).containsOnlyKeys("rate");
        assertThat(view.entries()).extracting(Entry::key).containsExactly("rate");
    }

    @Test
    void isNotPermittedWhereTheApplicationMayNotBeRead() {
        View view = world.view(FixedGrants.only(Capabilities.READ, "parameter:/demo/dev/global"));

        assertThat(view.permitted()).isFalse();
        assertThat(world.view(FixedGrants.only(Capabilities.LIST, "parameter:/demo"))
                        .permitted())
                .isFalse();
        assertThat(world.view(FixedGrants.only(Capabilities.READ, "parameter:/demo/dev/agents/coder"))
                        .permitted())
                .isTrue();
    }

    @Test
    void isDerivedOnceForASetOfGrants() {
        Snapshot snapshot = world.snapshot();

        View view = world.snapshots.view(snapshot, all);

        assertThat(world.snapshots.view(snapshot, all)).isSameAs(view);
        assertThat(world.snapshots.view(snapshot, FixedGrants.all())).isNotSameAs(view);
    }

    @Test
    void readsASecureParameterAndIsNotPlain() {
        world.parameters.with("/demo/dev/global/password", ParameterValue.secure(CANARY));

        View view = world.view(all);

        assertThat(view.values()).containsEntry("password", TextNode.valueOf(CANARY));
        assertThat(view.sensitive()).extracting(Entry::key).containsExactly("password");
        assertThat(view.plain()).isFalse();
        assertThat(view.version()).doesNotContain(CANARY);
        assertThat(view.entries().toString()).doesNotContain(CANARY);
    }

    @Test
    void isPlainWhereTheSecureParameterMayNotBeRead() {
        world.parameters.with("/demo/dev/global/password", ParameterValue.secure(CANARY));

        View view = world.view(FixedGrants.allBut("parameter:/demo/dev/global/password"));

        assertThat(view.plain()).isTrue();
        assertThat(view.values()).isEmpty();
    }

    @Test
    void refersToASecretAndItsField() {
        world.with("global/api-key", "secret:openai").with("global/other-key", "secret:openai#key");

        View view = world.view(all);

        assertThat(view.secrets())
                .containsExactly(
                        new View.SecretUse("api-key", new SecretName("demo/dev/openai"), Optional.empty()),
                        new View.SecretUse("other-key", new SecretName("demo/dev/openai"), Optional.of("key")));
        assertThat(view.values()).isEmpty();
        assertThat(view.plain()).isFalse();
    }

    @Test
    void followsAnAliasToItsSecret() {
        world.with("global/api-key", "key:other-key")
                .with("global/other-key", "key:third-key")
                .with("global/third-key", "secret:openai");

        View view = world.view(all);

        assertThat(view.secrets()).extracting(View.SecretUse::key).containsExactly("api-key", "other-key", "third-key");
        assertThat(view.secrets()).extracting(use -> use.name().value()).containsOnly("demo/dev/openai");
    }

    @Test
    void saysWhyAReferenceLeadsNowhere() {
        world.with("global/api-key", "no reference").with("global/other-key", "key:missing");

        View view = world.view(all);

        assertThat(view.unresolved()).containsEntry("api-key", "malformed").containsEntry("other-key", "no-such-key");
        assertThat(view.values()).isEmpty();
        assertThat(view.plain()).isTrue();
    }

    @Test
    void doesNotShowTheTextOfAReferenceThatIsNone() {
        world.with("global/api-key", CANARY);

        assertThat(world.rendered(Format.JSON, all)).doesNotContain(CANARY);
    }

    @Test
    void stopsAtACycle() {
        world.with("global/api-key", "key:other-key").with("global/other-key", "key:api-key");
        world.with("global/third-key", "key:third-key");

        assertThat(world.view(all).unresolved())
                .containsEntry("api-key", "cycle")
                .containsEntry("other-key", "cycle")
                .containsEntry("third-key", "cycle");
    }

    @Test
    void followsAChainOfEightKeysAndNoLongerOne() {
        for (int i = 1; i < 9; i++) {
            world.with("agents/coder/k" + i, "key:k" + (i + 1));
        }
        world.with("agents/coder/k9", "secret:openai");
        world.with("global/api-key", "key:k3").with("global/other-key", "key:k2");

        View view = world.view(all);

        assertThat(view.secrets()).extracting(View.SecretUse::key).containsExactly("api-key");
        assertThat(view.unresolved()).containsEntry("other-key", "too-long");
    }

    @Test
    void followsNoAliasToAKeyThatMayNotBeRead() {
        world.with("global/api-key", "key:other-key").with("global/other-key", "secret:openai");

        View view = world.view(FixedGrants.allBut("parameter:/demo/dev/global/other-key"));

        assertThat(view.unresolved()).containsEntry("api-key", "no-such-key");
        assertThat(view.secrets()).isEmpty();
    }

    @Test
    void resolvesNoSecretThatMayNotBeRead() {
        world.with("global/api-key", "secret:openai");
        world.secrets.with("demo/dev/openai", 1, CANARY);
        FixedGrants grants = FixedGrants.allBut("secret:/demo/dev/openai");

        View view = world.view(grants);

        assertThat(view.unresolved()).containsEntry("api-key", "not-permitted");
        assertThat(view.plain()).isTrue();
        assertThat(world.rendered(Format.JSON, grants)).doesNotContain(CANARY);
        assertThat(world.secrets.calls()).isZero();
    }

    @Test
    void staysInsideItsEnvironmentWhateverAReferenceSays() {
        world.with("global/api-key", "secret:../prod/openai").with("global/other-key", "secret:/prod/openai");

        View view = world.view(all);

        assertThat(view.secrets()).isEmpty();
        assertThat(view.unresolved()).containsEntry("api-key", "malformed").containsEntry("other-key", "malformed");
    }
}
