package dev.gatehouse.config.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    static final String YAML = """
            version: 1
            project: demo
            environments: [dev, prod]
            groups:
              global: {description: g, owner: everybody}
              system: {description: s, owner: operators}
              features: {description: f, owner: product}
              agents: {description: a, owner: agents}
            applications:
              coder: {group: agents, description: c, owner: coders}
              writer: {group: agents, description: w}
            parameters:
              global:
                size: {type: integer, min: 1, max: 9, default: 3, description: d}
                rate: {type: decimal, default: 0.50, description: d}
              system:
                pool/size: {type: integer, max: 5, default: 2, description: d, required: true}
                token: {type: secret-reference, description: d, required: true}
              agents:
                common:
                  size: {type: integer, max: 5, default: 4, description: d}
                  hosts: {type: list, default: [a, b], description: d}
                  threshold: {type: decimal, default: 0.9, description: d, sensitive: true, dataClass: safety}
                  note: {type: string, description: d}
                coder:
                  level: {type: enum, values: [low, high], default: low, description: d,
                          environments: {prod: high}, owner: nobody}
            """;

    static Contract contract(String yaml) {
        return new ContractParser(new NetworkntSchemaValidator()).parse(yaml.getBytes(UTF_8));
    }

    private final Contract contract = contract(YAML);

    static ParameterPath path(String text) {
        return new ParameterPath(text);
    }

    @Test
    void layersAnApplicationFromGlobalUpToItself() {
        assertThat(contract.layers("dev", "coder"))
                .extracting(Layer::name, layer -> layer.root().value())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("global", "/demo/dev/global"),
                        org.assertj.core.groups.Tuple.tuple("system", "/demo/dev/system"),
                        org.assertj.core.groups.Tuple.tuple("agents/common", "/demo/dev/agents/common"),
                        org.assertj.core.groups.Tuple.tuple("agents/coder", "/demo/dev/agents/coder"));
    }

    @Test
    void hasNoLayersForWhatItDoesNotKnow() {
        assertThat(contract.layers("dev", "common")).isEmpty();
        assertThat(contract.layers("dev", "nobody")).isEmpty();
        assertThat(contract.layers("staging", "coder")).isEmpty();
    }

    @Test
    void writesASlashOfAPathAsADotOfAKey() {
        Layer system = contract.layers("dev", "coder").get(1);

        assertThat(system.key(path("/demo/dev/system/pool/size"))).isEqualTo("pool.size");
    }

    @ParameterizedTest
    @CsvSource({
        "/demo/dev/global/size, global/size",
        "/demo/prod/agents/common/size, agents/common/size",
        "/demo/dev/agents/coder/size, agents/common/size",
        "/demo/dev/agents/coder/pool/size, system/pool/size",
        "/demo/dev/agents/writer/rate, global/rate",
        "/demo/dev/agents/common/rate, global/rate",
        "/demo/dev/system/size, global/size",
        "/demo/dev/agents/coder/level, agents/coder/level",
    })
    void findsTheSpecOfAPathItselfOrOfTheNearestLayerBelow(String path, String spec) {
        assertThat(contract.spec(path(path)).map(ParameterSpec::path)).contains(spec);
    }

    @ParameterizedTest
    @CsvSource({
        "/demo/dev/global/hosts",
        "/demo/dev/global/pool/size",
        "/demo/dev/agents/writer/level",
        "/demo/dev/agents/nobody/size",
        "/demo/dev/features/size",
        "/demo/dev/agents/size",
        "/demo/dev/agents",
        "/demo/dev",
        "/demo",
        "/demo/staging/global/size",
        "/other/dev/global/size",
        "/demo/dev/agents/coder/size/size",
        "/demo/dev/agents/coderx/size",
    })
    void hasNoSpecForOtherPaths(String path) {
        assertThat(contract.spec(path(path))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/demo/dev/global/size, 9, ",
        "/demo/dev/global/size, 10, OUT_OF_RANGE",
        "/demo/dev/agents/coder/size, 6, OUT_OF_RANGE",
        "/demo/dev/global/size, x, WRONG_TYPE",
        "/demo/dev/agents/coder/level, mid, NOT_ALLOWED",
        "/demo/dev/system/token, x, REFERENCE_SYNTAX",
        "/demo/dev/agents/common/threshold, 0.5, SHOULD_BE_SECURE",
        "/demo/dev/global/unheard-of, x, UNKNOWN_PARAMETER",
        "/demo/dev, x, UNKNOWN_PARAMETER",
        "/demo/staging/global/size, 5, UNKNOWN_ENVIRONMENT",
        "/demo, x, UNKNOWN_ENVIRONMENT",
        "/other/dev/anything, x, ",
        "/demonstration/dev/anything, x, ",
    })
    void namesTheRuleThatAWriteBreaks(String path, String text, Rule rule) {
        assertThat(contract.check(path(path), ParameterValue.plain(text)))
                .extracting(Violation::rule)
                .containsExactly(rule == null ? new Rule[0] : new Rule[] {rule});
    }

    @Test
    void wantsASensitiveParameterUnderTheKeyOfItsClass() {
        ParameterPath path = path("/demo/dev/agents/common/threshold");
        ParameterValue right = new ParameterValue(ParameterKind.SECURE_STRING, DataClass.SAFETY, "0.5");

        assertThat(contract.check(path, right)).isEmpty();
        assertThat(contract.check(path, ParameterValue.secure("0.5")))
                .extracting(Violation::rule)
                .containsExactly(Rule.SHOULD_BE_SECURE);
    }

    @Test
    void takesAStringListForListsOnly() {
        ParameterValue list = new ParameterValue(ParameterKind.STRING_LIST, DataClass.PARAMETER, "1");

        assertThat(contract.check(path("/demo/dev/agents/common/hosts"), list)).isEmpty();
        assertThat(contract.check(path("/demo/dev/global/size"), list))
                .extracting(Violation::rule)
                .containsExactly(Rule.WRONG_TYPE);
    }

    @Test
    void takesUnknownParametersWhereItSaysSo() {
        Contract open = contract("unknown: allow\n" + YAML);

        assertThat(open.check(path("/demo/dev/global/unheard-of"), ParameterValue.plain("x")))
                .isEmpty();
        assertThat(open.check(path("/demo/staging/global/size"), ParameterValue.plain("5")))
                .isNotEmpty();
    }

    @Test
    void refusesToDeleteWhatIsRequiredAndNothingElse() {
        assertThat(contract.checkDelete(path("/demo/dev/system/pool/size")))
                .extracting(Violation::rule)
                .containsExactly(Rule.REQUIRED);
        assertThat(contract.checkDelete(path("/demo/dev/agents/coder/pool/size")))
                .isEmpty();
        assertThat(contract.checkDelete(path("/demo/dev/global/size"))).isEmpty();
        assertThat(contract.checkDelete(path("/demo/dev/global/unheard-of"))).isEmpty();
        assertThat(contract.checkDelete(path("/other/dev/system/pool/size"))).isEmpty();
    }

    @Test
    void takesDefaultsOwnersAndClassesFromTheNearest() {
        ParameterSpec level =
                contract.spec(path("/demo/dev/agents/coder/level")).orElseThrow();
        ParameterSpec rate = contract.spec(path("/demo/dev/global/rate")).orElseThrow();

        assertThat(level.defaultFor("prod")).contains("high");
        assertThat(level.defaultFor("dev")).contains("low");
        assertThat(level.owner()).isEqualTo("nobody");
        assertThat(rate.owner()).isEqualTo("everybody");
        assertThat(rate.defaultFor("dev")).contains("0.50");
        assertThat(contract.application("writer")).map(Application::owner).contains("agents");
    }

    @Test
    void neverRepeatsTheValueInAViolation() {
        String canary = "canary-7f3a9c";
        assertThat(contract.specs().values())
                .allSatisfy(spec -> assertThat(contract.check(contract.path("dev", spec), ParameterValue.plain(canary)))
                        .allSatisfy(
                                violation -> assertThat(violation.toString()).doesNotContain(canary)));
    }
}
