package dev.gatehouse.config.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.contract.ContractApply.Mode;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractApplyTest {
    private final Contract contract = ContractTest.contract(ContractTest.YAML);
    private final StoredParameters store = new StoredParameters();
    private final ContractApply apply = new ContractApply(contract, store);

    private static List<String> words(List<Action> actions) {
        return actions.stream()
                .map(action -> action.kind().word() + " "
                        + action.path().value().substring("/demo/dev/".length()) + " "
                        + (action.version().isPresent() ? action.version().getAsLong() : "-"))
                .toList();
    }

    @Test
    void createsWhatIsMissingAndSaysWhatSomebodyHasToWrite() {
        List<Action> actions = apply.apply("dev", Mode.ADD_MISSING, false);

        assertThat(words(actions))
                .containsExactly(
                        "created agents/coder/level 1",
                        "created agents/common/hosts 1",
                        "created agents/common/size 1",
                        "created agents/common/threshold 1",
                        "created global/rate 1",
                        "created global/size 1",
                        "created system/pool/size 1",
                        "needs-value system/token -");
    }

    @Test
    void keepsEachParameterByItsKindAndClass() {
        apply.apply("prod", Mode.ADD_MISSING, false);

        assertThat(store.value("/demo/prod/agents/coder/level")).isEqualTo(ParameterValue.plain("high"));
        assertThat(store.value("/demo/prod/agents/common/hosts"))
                .isEqualTo(new ParameterValue(ParameterKind.STRING_LIST, DataClass.PARAMETER, "a,b"));
        assertThat(store.value("/demo/prod/agents/common/threshold"))
                .isEqualTo(new ParameterValue(ParameterKind.SECURE_STRING, DataClass.SAFETY, "0.9"));
    }

    @Test
    void changesNothingTheSecondTime() {
        apply.apply("dev", Mode.RECONCILE, false);
        store.written().clear();

        List<Action> again = apply.apply("dev", Mode.RECONCILE, false);

        assertThat(again).extracting(Action::kind).containsOnly(Action.Kind.KEPT, Action.Kind.NEEDS_VALUE);
        assertThat(store.written()).isEmpty();
    }

    @Test
    void overwritesNothingWhenItOnlyAdds() {
        store.with("/demo/dev/global/size", ParameterValue.plain("999"));

        List<Action> actions = apply.apply("dev", Mode.ADD_MISSING, false);

        assertThat(words(actions)).contains("kept global/size 1");
        assertThat(store.value("/demo/dev/global/size").text()).isEqualTo("999");
    }

    @Test
    void writesTheDefaultOverWhatBreaksTheContractWhenItReconciles() {
        store.with("/demo/dev/global/size", ParameterValue.plain("999"))
                .with("/demo/dev/global/rate", ParameterValue.plain("0.75"))
                .with("/demo/dev/agents/coder/size", ParameterValue.plain("many"));

        List<Action> actions = apply.apply("dev", Mode.RECONCILE, false);

        assertThat(words(actions))
                .contains("rewritten global/size 2", "kept global/rate 1", "rewritten agents/coder/size 2");
        assertThat(store.value("/demo/dev/global/size").text()).isEqualTo("3");
        assertThat(store.value("/demo/dev/global/rate").text()).isEqualTo("0.75");
        assertThat(store.value("/demo/dev/agents/coder/size").text()).isEqualTo("4");
    }

    @Test
    void securesARightValueAsItIs() {
        store.with("/demo/dev/agents/common/threshold", ParameterValue.plain("0.7"));

        apply.apply("dev", Mode.RECONCILE, false);

        assertThat(store.value("/demo/dev/agents/common/threshold"))
                .isEqualTo(new ParameterValue(ParameterKind.SECURE_STRING, DataClass.SAFETY, "0.7"));
    }

    @Test
    void saysThatAWrongValueWithoutADefaultNeedsOne() {
        store.with("/demo/dev/system/token", ParameterValue.plain("hunter2"));

        List<Action> actions = apply.apply("dev", Mode.RECONCILE, false);

        assertThat(words(actions)).contains("needs-value system/token 1");
        assertThat(store.value("/demo/dev/system/token").text()).isEqualTo("hunter2");
    }

    @Test
    void leavesAloneWhatTheContractDoesNotKnow() {
        store.with("/demo/dev/global/unheard-of", ParameterValue.plain("x"))
                .with("/demo/prod/global/size", ParameterValue.plain("999"))
                .with("/other/dev/global/size", ParameterValue.plain("999"));

        List<Action> actions = apply.apply("dev", Mode.RECONCILE, false);

        assertThat(actions).noneMatch(action -> action.path().value().contains("unheard-of"));
        assertThat(store.value("/demo/dev/global/unheard-of").text()).isEqualTo("x");
        assertThat(store.value("/demo/prod/global/size").text()).isEqualTo("999");
        assertThat(store.value("/other/dev/global/size").text()).isEqualTo("999");
    }

    @Test
    void keepsWhatSomebodyCreatedMeanwhile() {
        store.beforeNextWrite(() -> store.with("/demo/dev/agents/coder/level", ParameterValue.plain("high")));

        List<Action> actions = apply.apply("dev", Mode.ADD_MISSING, false);

        assertThat(words(actions)).first().asString().isEqualTo("kept agents/coder/level 1");
        assertThat(store.value("/demo/dev/agents/coder/level").text()).isEqualTo("high");
    }

    @Test
    void reportsAConflictWhereSomebodyChangedMeanwhileWhatItWouldRewrite() {
        store.with("/demo/dev/agents/coder/level", ParameterValue.plain("mid"));
        store.beforeNextWrite(() -> store.with("/demo/dev/agents/coder/level", ParameterValue.plain("high")));

        List<Action> actions = apply.apply("dev", Mode.RECONCILE, false);

        assertThat(words(actions)).first().asString().isEqualTo("conflict agents/coder/level 2");
        assertThat(store.value("/demo/dev/agents/coder/level").text()).isEqualTo("high");
    }

    @Test
    void plansTheSameWithoutWriting() {
        store.with("/demo/dev/global/size", ParameterValue.plain("999"))
                .with("/demo/dev/global/rate", ParameterValue.plain("0.75"));

        List<Action> plan = apply.apply("dev", Mode.RECONCILE, true);

        assertThat(store.written()).isEmpty();
        assertThat(plan)
                .extracting(Action::kind, Action::path)
                .isEqualTo(apply.apply("dev", Mode.RECONCILE, false).stream()
                        .map(action -> org.assertj.core.groups.Tuple.tuple(action.kind(), action.path()))
                        .toList());
    }

    @Test
    void refusesAnEnvironmentThatTheContractDoesNotKnow() {
        assertThatThrownBy(() -> apply.apply("staging", Mode.ADD_MISSING, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
