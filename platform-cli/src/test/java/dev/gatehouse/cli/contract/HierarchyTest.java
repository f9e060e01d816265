package dev.gatehouse.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatehouse.cli.shell.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What --aws needs of the contract. */
class HierarchyTest {
    private static final String TEXT = """
            version: 1
            project: shop
            environments: [dev, prod]
            applications:
              till: {group: stores}
            parameters:
              global:
                locale: {type: string, default: en}
                ratio: {type: decimal, default: 1.50}
                on: {type: boolean, default: true}
                hosts: {type: list, default: [a, b], environments: {prod: [c]}}
                rules: {type: json, default: {x: [1, 2]}}
              stores:
                common:
                  pin: {type: string, required: true, sensitive: true}
                  note: {type: string}
                till:
                  key: {type: secret-reference, default: "secret:till", sensitive: true}
            """;

    private final Hierarchy hierarchy = Hierarchy.parse(TEXT.getBytes(StandardCharsets.UTF_8));

    private static Stored stored(String path, String type) {
        return new Stored(path, type, "x", 1, "2026-11-22T00:00:00Z");
    }

    @Test
    void plansDefaultsAsTheyAreKept() {
        List<Step> plan = hierarchy.plan("prod", List.of(stored("/shop/prod/global/locale", "String")));

        assertThat(plan)
                .containsExactly(
                        new Step("/shop/prod/global/hosts", false, Optional.of(new Write("StringList", "c"))),
                        new Step("/shop/prod/global/locale", true, Optional.empty()),
                        new Step("/shop/prod/global/on", false, Optional.of(new Write("String", "true"))),
                        new Step("/shop/prod/global/ratio", false, Optional.of(new Write("String", "1.50"))),
                        new Step("/shop/prod/global/rules", false, Optional.of(new Write("String", "{\"x\":[1,2]}"))),
                        new Step("/shop/prod/stores/common/pin", false, Optional.empty()),
                        new Step(
                                "/shop/prod/stores/till/key",
                                false,
                                Optional.of(new Write("SecureString", "secret:till"))));
    }

    @Test
    void tellsWhatDeviates() {
        List<Deviation> deviations = hierarchy.diff(
                "dev",
                List.of(
                        stored("/shop/dev/global/locale", "StringList"),
                        stored("/shop/dev/global/ratio", "String"),
                        stored("/shop/dev/global/on", "String"),
                        stored("/shop/dev/global/hosts", "StringList"),
                        stored("/shop/dev/global/rules", "String"),
                        stored("/shop/dev/stores/common/pin", "String"),
                        stored("/shop/dev/stores/till/pin", "SecureString"),
                        stored("/shop/dev/other", "String")));

        assertThat(deviations)
                .extracting(Deviation::kind, Deviation::path)
                .containsExactly(
                        tuple("wrong-type", "/shop/dev/global/locale"),
                        tuple("extra", "/shop/dev/other"),
                        tuple("should-be-secure", "/shop/dev/stores/common/pin"),
                        tuple("missing", "/shop/dev/stores/till/key"));
    }

    @Test
    void layersAreInOrder() {
        assertThat(hierarchy.layers("dev", "till")).containsExactly("global", "system", "stores/common", "stores/till");
        assertThatThrownBy(() -> hierarchy.layers("dev", "desk")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> hierarchy.root("test")).isInstanceOf(Failure.class);
    }

    /** The document that config-service has, which is built in. */
    @Test
    void readsTheRealOne() throws IOException {
        Hierarchy real = Hierarchy.parse(Files.readAllBytes(Path.of("../config-service/hierarchy.yaml")));

        assertThat(real.plan("dev", List.of())).hasSizeGreaterThan(90).allMatch(step -> !step.stored());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "version: 2", "version: 1", "version: 1\nproject: a\nenvironments: b\nparameters: {}"})
    void whatIsNoContractIsRefused(String text) {
        assertThatThrownBy(() -> Hierarchy.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Failure.class);
    }

    @Test
    void whatIsStoredIsShownWithoutItsValue() {
        assertThat(new Stored("/p", "SecureString", "canary", 1, "t").toString())
                .doesNotContain("canary");
    }
}
