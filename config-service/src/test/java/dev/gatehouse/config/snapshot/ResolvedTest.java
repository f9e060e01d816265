package dev.gatehouse.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Grants;
import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResolvedTest {
    private final World world = new World();
    private final Grants all = FixedGrants.all();

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(world.rendered(Format.JSON, all));
    }

    @Test
    void putsASecretsValueWhereItsReferenceStands() throws IOException {
        world.with("global/api-key", "secret:openai").with("global/other-key", "secret:openai#key");
        world.secrets.with("demo/dev/openai", 1, "{\"key\":\"one\"}");

        JsonNode json = json();

        assertThat(json.at("/values/api-key").asText()).isEqualTo("{\"key\":\"one\"}");
        assertThat(json.at("/values/other-key").asText()).isEqualTo("one");
        assertThat(json.at("/unresolved").isEmpty()).isTrue();
    }

    @Test
    void saysWhichSecretOrFieldThereIsNot() throws IOException {
        world.with("global/api-key", "secret:missing")
                .with("global/other-key", "secret:openai#missing")
                .with("global/third-key", "secret:binary");
        world.secrets.with("demo/dev/openai", 1, "{\"key\":\"one\"}");
        world.secrets.with("demo/dev/binary", 1, SecretValue.of(new byte[] {(byte) 0xff}));

        JsonNode json = json();

        assertThat(json.at("/unresolved/api-key").asText()).isEqualTo("not-found");
        assertThat(json.at("/unresolved/other-key").asText()).isEqualTo("no-such-field");
        assertThat(json.at("/unresolved/third-key").asText()).isEqualTo("no-such-field");
        assertThat(json.at("/values").isEmpty()).isTrue();
    }

    @Test
    void namesEachSecretThatItHandsOutOnce() {
        world.with("global/api-key", "secret:openai")
                .with("global/other-key", "secret:openai#key")
                .with("global/third-key", "secret:other#missing");
        world.secrets.with("demo/dev/openai", 1, "{\"key\":\"one\"}").with("demo/dev/other", 1, "{}");

        Resolved resolved = world.resolved(all);

        assertThat(resolved.read()).extracting(secret -> secret.name().value()).containsExactly("demo/dev/openai");
    }

    @Test
    void isPeekedAtOnlyWhereEachSecretIsAtHand() {
        world.with("global/api-key", "secret:openai").with("global/other-key", "secret:other");
        world.secrets.with("demo/dev/openai", 1, "one").with("demo/dev/other", 1, "two");
        View view = world.view(all);
        assertThat(world.secretCopies.get(new dev.gatehouse.config.secret.SecretName("demo/dev/openai")))
                .isPresent();

        assertThat(world.resolver.peek(view)).isEmpty();

        Resolved resolved = world.resolver.resolve(view);
        assertThat(world.resolver.peek(view).map(peeked -> peeked.etag(Format.JSON)))
                .contains(resolved.etag(Format.JSON));
    }

    @Test
    void isStaleWhenASecretIsAndRefusedWhenThereIsNoCopy() {
        world.with("global/api-key", "secret:openai");
        world.secrets.with("demo/dev/openai", 1, "one");
        View view = world.view(all);
        assertThat(world.resolver.resolve(view).stale()).isFalse();
        RuntimeException outage = new StoreException.Unavailable("cut off", new IllegalStateException("test"));
        world.secrets.failWith(outage);
        world.clock.advance(World.POLICY.maxStale());

        assertThat(world.resolver.resolve(view).stale()).isTrue();

        world.copies.secretChanged(new dev.gatehouse.config.secret.SecretName("demo/dev/openai"));
        assertThatThrownBy(() -> world.resolver.resolve(view)).isSameAs(outage);
    }
}
