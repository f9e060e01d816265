package dev.gatehouse.config.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ContractDiffTest {
    private final Contract contract = ContractTest.contract(ContractTest.YAML);
    private final StoredParameters store = new StoredParameters();

    private List<String> diff(Predicate<ParameterPath> read) {
        List<Parameter> stored = store.listAll(contract.root("dev"));
        return ContractDiff.of(contract, "dev", stored, read).stream()
                .map(d -> d.kind().word() + " " + d.path().relativeTo(contract.root("dev")) + " " + d.rule())
                .toList();
    }

    private void applied() {
        new ContractApply(contract, store).apply("dev", ContractApply.Mode.ADD_MISSING, false);
        store.with("/demo/dev/system/token", ParameterValue.plain("secret:token"));
    }

    @Test
    void reportsWhatIsMissingAndHasADefaultOrIsRequired() {
        assertThat(diff(path -> true))
                .containsExactly(
                        "missing agents/coder/level missing",
                        "missing agents/common/hosts missing",
                        "missing agents/common/size missing",
                        "missing agents/common/threshold missing",
                        "missing global/rate missing",
                        "missing global/size missing",
                        "missing system/pool/size required",
                        "missing system/token required");
    }

    @Test
    void reportsNothingAfterApplying() {
        applied();

        assertThat(diff(path -> true)).isEmpty();
    }

    @Test
    void reportsWhatBreaksTheContractByPath() {
        applied();
        store.with("/demo/dev/global/size", ParameterValue.plain("10"))
                .with("/demo/dev/agents/coder/size", ParameterValue.plain("6"))
                .with("/demo/dev/agents/coder/rate", ParameterValue.plain("much"))
                .with("/demo/dev/agents/coder/level", ParameterValue.plain("mid"))
                .with("/demo/dev/system/token", ParameterValue.plain("hunter2"))
                .with("/demo/dev/agents/common/threshold", ParameterValue.plain("high"))
                .with("/demo/dev/agents/common/unheard-of", ParameterValue.plain("x"));

        assertThat(diff(path -> true))
                .containsExactly(
                        "out-of-range agents/coder/level not-allowed",
                        "wrong-type agents/coder/rate wrong-type",
                        "out-of-range agents/coder/size out-of-range",
                        "wrong-type agents/common/threshold wrong-type",
                        "should-be-secure agents/common/threshold should-be-secure",
                        "extra agents/common/unheard-of unknown-parameter",
                        "out-of-range global/size out-of-range",
                        "wrong-type system/token reference-syntax");
    }

    @Test
    void reportsWhatNobodyRead() {
        applied();

        assertThat(diff(path -> !path.value().endsWith("/rate"))).containsExactly("never-read global/rate never-read");
    }

    @Test
    void neverRepeatsAStoredValue() {
        applied();
        contract.specs()
                .values()
                .forEach(spec -> store.with(contract.path("dev", spec).value(), ParameterValue.plain("canary-7f3a9c")));

        List<Deviation> deviations =
                ContractDiff.of(contract, "dev", store.listAll(contract.root("dev")), path -> true);

        assertThat(deviations)
                .isNotEmpty()
                .allSatisfy(deviation -> assertThat(deviation.toString()).doesNotContain("canary"));
    }

    @Test
    void refusesAnEnvironmentThatTheContractDoesNotKnow() {
        assertThatThrownBy(() -> ContractDiff.of(contract, "staging", List.of(), path -> true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
