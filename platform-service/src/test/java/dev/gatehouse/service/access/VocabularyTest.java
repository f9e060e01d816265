package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.document.InvalidDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static final Capability INGEST = new Capability("ingest");
    private static final Vocabulary OTHER =
            new Vocabulary(List.of(INGEST, Capability.ADMIN), List.of("source", "token"), Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"a", "admin", "read-all", "abcdefghijklmnopqrstuvwxyzabcdef"})
    void takesAWordAsACapability(String word) {
        assertThat(new Capability(word)).hasToString(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1", "-a", "a b", "a1", "*", "ä", "a\n", "abcdefghijklmnopqrstuvwxyzabcdefg"})
    void takesNothingElseAsACapability(String word) {
        assertThatThrownBy(() -> new Capability(word)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasAdministrationAndTokens() {
        assertThatThrownBy(() -> new Vocabulary(List.of(INGEST), List.of("token"), Set.of()))
                .hasMessageContaining("administer");
        assertThatThrownBy(() -> new Vocabulary(List.of(Capability.ADMIN), List.of("source"), Set.of()))
                .hasMessageContaining("tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "Source", "a:b", "a/b", "*", ""})
    void refusesATypeThatIsNoneOrThereAlready(String type) {
        assertThatThrownBy(() -> new Vocabulary(List.of(Capability.ADMIN), List.of("token", type), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAProjectsTypeThatIsNoType() {
        assertThatThrownBy(() -> new Vocabulary(List.of(Capability.ADMIN), List.of("token"), Set.of("source")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsThePoliciesOfAnotherService() {
        PolicySet policies = read("{allow: [ingest], on: ['source:/cloudtrail/111122223333', 'source:/app-*']}");

        Grants grants = policies.grants(Set.of("p")).orElseThrow();

        assertThat(grants.allows(INGEST, new Resource("source", "/cloudtrail/111122223333")))
                .isTrue();
        assertThat(grants.allows(INGEST, new Resource("source", "/app-coder"))).isTrue();
        assertThat(grants.allows(INGEST, new Resource("source", "/cloudtrail/444455556666")))
                .isFalse();
        assertThat(grants.allows(Capability.ADMIN, new Resource("source", "/app-coder")))
                .isFalse();
    }

    @Test
    void aStarIsEveryCapabilityAndTypeOfTheServiceAlone() {
        Grants grants =
                read("{allow: ['*'], on: ['*:/**']}").grants(Set.of("p")).orElseThrow();

        assertThat(grants.allows(INGEST, new Resource("source", "/a"))).isTrue();
        assertThat(grants.allows(Words.READ, new Resource("source", "/a"))).isFalse();
        assertThat(grants.allows(INGEST, new Resource("secret", "/a"))).isFalse();
    }

    @Test
    void refusesTheWordsOfAnotherService() {
        assertThatThrownBy(() -> read("{allow: [rotate], on: ['source:/a']}"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageEndingWith("is an unknown capability; ingest, admin or *");
        assertThatThrownBy(() -> read("{allow: [ingest], on: ['secret:/a']}"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageEndingWith("has an unknown type; source, token or *");
    }

    @Test
    void callsNothingDangerousThatBelongsToNoProject() {
        assertThat(read("{allow: ['*'], on: ['*:/**']}").dangers()).isEmpty();
    }

    private static PolicySet read(String rule) {
        String yaml = "{version: 1, policies: {p: {rules: [" + rule + "]}}}";
        return PolicySet.of(
                new BoundedYaml(BoundedYaml.Limits.FILE).read(yaml.getBytes(StandardCharsets.UTF_8)), OTHER);
    }
}
