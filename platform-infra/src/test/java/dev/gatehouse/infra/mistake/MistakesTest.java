package dev.gatehouse.infra.mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.document.GeneratedPage;
import dev.gatehouse.infra.lint.CfnLint;
import dev.gatehouse.infra.mistake.SeededMistake.Layer;
import dev.gatehouse.infra.stack.RecordedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seeded mistake is caught by the layer that the README names. */
class MistakesTest {
    static Stream<SeededMistake> mistakes() {
        return Stream.of(SeededMistakes.all(), ShapeMistakes.all(), LintMistakes.all())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theLayerCatchesIt(SeededMistake mistake) {
        assumeTrue(
                mistake.layer() != Layer.LINT || CfnLint.find().isPresent(),
                "cfn-lint is not here: install it (PyPI), or name it in GATEHOUSE_CFN_LINT");

        String said = mistake.said().get();

        assertThat(said).contains(mistake.says());
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void theNetworkAsItIsHasTheRightShape(Environment environment) {
        RecordedStack foundation = RecordedStack.whole("foundation", environment);

        assertThat(new NetworkShape(foundation.resources()).problems()).isEmpty();
    }

    @Test
    void theReadmeHasTheTable() throws IOException {
        String table = mistakes()
                .map(mistake ->
                        "| " + mistake.what() + " | " + mistake.layer().label() + " | `" + mistake.says() + "` |\n")
                .collect(Collectors.joining("", "| mistake | caught by | says |\n|---|---|---|\n", ""));

        assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(25);
        GeneratedPage.holds(Path.of("README.md"), "mistakes", table);
    }
}
