package dev.gatehouse.service.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {
    private final BoundedJson json = new BoundedJson(200, 4);

    @Test
    void keepsTheDigitsOfADecimal() {
        assertThat(json.read("{\"rate\": 0.10}").root()).hasToString("{\"rate\":0.10}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "{\"a\":1,\"a\":2}",
                "1 2",
                "{} {}",
                "nul",
                "[1,]",
                "'a'",
                "NaN",
                "1e999",
                "1E-400",
                "{\"a\": \"\u0001\"}",
                "// c\n1",
                "01"
            })
    void refusesWhatIsNotOneBoundedValue(String text) {
        assertThatThrownBy(() -> json.read(text)).isInstanceOf(InvalidDocument.class);
    }

    @Test
    void takesATextAtItsDepthAndRefusesOneLevelMore() {
        assertThat(json.read("[[[[1]]]]").root().isArray()).isTrue();
        assertThatThrownBy(() -> json.read("[[[[[1]]]]]"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void takesATextOfItsSizeAndRefusesOneByteMore() {
        assertThat(json.read("\"" + "é".repeat(99) + "\"").root().isTextual()).isTrue();
        assertThatThrownBy(() -> json.read("\"" + "é".repeat(99) + "a\""))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("more than 200 bytes");
    }

    @Test
    void takesANumberOf64DigitsAndRefusesALongerOne() {
        assertThat(json.read("9".repeat(64)).root().isIntegralNumber()).isTrue();
        assertThatThrownBy(() -> json.read("9".repeat(65))).isInstanceOf(InvalidDocument.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": canary-7f}",
                "{\"canary-7f\":1,\"canary-7f\":2}",
                "canary-7f",
                "{\"a\":\"canary-7f",
                "\"\\canary-7f\""
            })
    void neverRepeatsTheContentOfAMalformedText(String text) {
        assertThatThrownBy(() -> json.read(text))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }
}
