package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DangersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{allow: [admin], on: ['*:/**']}",
                "{allow: ['*'], on: ['secret:/**']}",
                "{allow: [admin], on: ['contract:/*/*']}",
                "{allow: [admin], on: ['contract:/*/prod']}",
                "{allow: [read, list, write, delete, rotate], on: ['parameter:/**']}",
                "{allow: [read, list, write], on: ['secret:/**']}, {allow: [delete, rotate], on: ['secret:/*/**']}",
                "{allow: [admin], on: ['*:/**']}, {deny: [admin], on: ['secret:/aurora/**']}"
            })
    void namesAPolicyThatAdministersEverything(String rules) {
        assertThat(dangers(rules)).isNotEmpty().allMatch(danger -> danger.startsWith("policy 'p' administers every "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{allow: ['*'], on: ['parameter:/aurora/**', 'secret:/aurora/**', 'contract:/aurora/**']}",
                "{allow: [admin, list], on: ['token:/']}",
                "{allow: [admin], on: ['token:/**']}",
                "{allow: [list], on: ['*:/**']}",
                "{allow: [read, list, write, delete], on: ['parameter:/**']}",
                "{deny: ['*'], on: ['*:/**']}"
            })
    void isContentWithWhatIsBounded(String rules) {
        assertThat(dangers(rules)).isEmpty();
    }

    @Test
    void namesEachTypeOnce() {
        assertThat(dangers("{allow: ['*'], on: ['*:/**', 'secret:/**']}"))
                .containsExactly(
                        "policy 'p' administers every contract of every project",
                        "policy 'p' administers every parameter of every project",
                        "policy 'p' administers every secret of every project");
    }

    private static List<String> dangers(String rules) {
        return Policies.of("{version: 1, policies: {p: {rules: [" + rules + "]}}}")
                .dangers();
    }
}
