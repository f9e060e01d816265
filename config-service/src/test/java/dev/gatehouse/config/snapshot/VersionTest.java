package dev.gatehouse.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Grants;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a snapshot's version and tags are made of. */
class VersionTest {
    private final Grants all = FixedGrants.all();

    private static World world() {
        World world = new World()
                .with("global/size", "3")
                .with("global/api-key", "secret:openai")
                .with("global/other-key", "secret:openai#key");
        world.secrets.with("demo/dev/openai", 1, "{\"key\":\"one\"}");
        return world;
    }

    private String etag(World world) {
        return world.resolved(all).etag(Format.JSON);
    }

    @Test
    void isTheSameOnEveryNode() {
        World one = world();
        World other = world();

        assertThat(etag(one)).isEqualTo(etag(other)).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(one.view(all).version()).isEqualTo(other.view(all).version());
    }

    @Test
    void isMadeOfNoValue() {
        World one = world();
        World other = world();
        other.parameters.without("/demo/dev/global/size");
        other.parameters.with("/demo/dev/global/size", "4");
        other.secrets.with("demo/dev/openai", 1, "{\"key\":\"another\"}");

        assertThat(etag(one)).isEqualTo(etag(other));
    }

    @Test
    void changesWithAParametersVersion() {
        World world = world();
        String before = etag(world);
        world.with("global/size", "3");
        world.copies.parameterChanged(World.path("/demo/dev/global/size"));

        assertThat(etag(world)).isNotEqualTo(before);
    }

    @Test
    void changesWhenAPathWasDeletedAndWrittenAgain() {
        World world = world();
        String before = etag(world);
        world.parameters.without("/demo/dev/global/size");
        world.clock.advance(Duration.ofMillis(1));
        world.with("global/size", "3");
        world.copies.parameterChanged(World.path("/demo/dev/global/size"));

        assertThat(etag(world)).isNotEqualTo(before);
    }

    @Test
    void changesWhenAnotherLayerWins() {
        World world = world();
        String before = etag(world);
        world.with("system/size", "3");
        world.copies.parameterChanged(World.path("/demo/dev/system/size"));

        assertThat(etag(world)).isNotEqualTo(before);
    }

    @Test
    void changesWithASecretsVersion() {
        World world = world();
        String before = etag(world);
        String version = world.view(all).version();
        world.secrets.with("demo/dev/openai", 2, "{\"key\":\"one\"}");
        world.copies.secretChanged(new dev.gatehouse.config.secret.SecretName("demo/dev/openai"));

        assertThat(etag(world)).isNotEqualTo(before);
        assertThat(world.view(all).version()).isEqualTo(version);
    }

    @Test
    void changesWhenASecretIsGone() {
        World world = world();
        String before = etag(world);
        world.secrets.without("demo/dev/openai");
        world.copies.secretChanged(new dev.gatehouse.config.secret.SecretName("demo/dev/openai"));

        assertThat(etag(world)).isNotEqualTo(before);
    }

    @Test
    void changesWhenAReferenceMayNoLongerBeResolved() {
        World world = world();

        assertThat(world.view(FixedGrants.allBut("secret:")).version())
                .isNotEqualTo(world.view(all).version());
    }

    @Test
    void differsBetweenApplicationsThatReadTheSame() {
        World world = world();

        View coder = world.view(all);
        View writer = world.snapshots.view(
                world.snapshots.get(World.WRITER).orElseThrow().snapshot(), all);

        assertThat(writer.version()).isNotEqualTo(coder.version());
    }

    @Test
    void differsBetweenFormats() {
        Resolved resolved = world().resolved(all);

        Set<String> tags =
                new HashSet<>(Arrays.stream(Format.values()).map(resolved::etag).toList());

        assertThat(tags).hasSameSizeAs(Format.values());
    }

    @Test
    void isTheTagOfTheRenderingToo() {
        Resolved resolved = world().resolved(all);

        Rendering rendering = resolved.render(Format.YAML);

        assertThat(rendering.etag()).isEqualTo(resolved.etag(Format.YAML));
        assertThat(rendering.toString()).doesNotContain("one").contains(rendering.etag());
    }

    @Test
    void stampsEachKeyWithWhatItIsMadeOf() {
        World world = world();
        Resolved before = world.resolved(all);
        world.secrets.with("demo/dev/openai", 2, "{\"key\":\"two\"}");
        world.copies.secretChanged(new dev.gatehouse.config.secret.SecretName("demo/dev/openai"));

        Resolved after = world.resolved(all);

        assertThat(after.stamps()).containsOnlyKeys("size", "api-key", "other-key");
        assertThat(after.stamps()).containsEntry("size", before.stamps().get("size"));
        assertThat(after.stamps().get("api-key")).isNotEqualTo(before.stamps().get("api-key"));
        assertThat(after.stamps().get("other-key")).isNotEqualTo(before.stamps().get("other-key"));
        assertThat(after.stamps().toString()).doesNotContain("two");
    }

    @Test
    void keepsTheRenderingOfAPlainViewAndOfNoOther() {
        World world = world();
        Resolved plain = world.resolved(FixedGrants.allBut("secret:"));
        Resolved secret = world.resolved(all);

        Rendering first = plain.render(Format.JSON);
        Rendering withSecret = secret.render(Format.JSON);

        assertThat(plain.render(Format.JSON)).isSameAs(first);
        assertThat(plain.view().rendered(Format.JSON)).containsSame(first);
        assertThat(secret.render(Format.JSON)).isNotSameAs(withSecret);
        assertThat(secret.view().rendered(Format.JSON)).isEmpty();
    }

    @Test
    void keepsNoRenderingOfASecureParameter() {
        World world = new World();
        world.parameters.with("/demo/dev/global/password", ParameterValue.secure("canary-9"));
        Resolved resolved = world.resolved(all);

        Rendering rendering = resolved.render(Format.JSON);

        assertThat(new String(rendering.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("canary-9");
        assertThat(resolved.view().rendered(Format.JSON)).isEmpty();
    }
}
