package dev.gatehouse.infra.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FunctionCodeTest {
    @Test
    void isTheSameToTheLastByteEachTime() {
        assertThat(FunctionCode.python("secret_rotation").hash())
                .isEqualTo(FunctionCode.python("secret_rotation").hash())
                .hasSize(44);
    }

    @Test
    void refusesASourceThatIsNotPacked() {
        assertThatThrownBy(() -> FunctionCode.python("nothing")).hasMessageContaining("nothing.py");
    }
}
