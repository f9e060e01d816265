package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.PulumiTest;
import dev.gatehouse.infra.config.Environment;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stack exports is what the records of outputs name, by name and type; the stacks on top of it read those records. */
class StackOutputsTest {
    private static final Map<String, Class<? extends Record>> RECORDS =
            Map.of("foundation", FoundationOutputs.class, "platform", PlatformOutputs.class);

    static Stream<Arguments> stacks() {
        return RECORDS.entrySet().stream()
                .flatMap(stack -> Arrays.stream(Environment.values())
                        .map(each -> Arguments.of(stack.getKey(), stack.getValue(), each)));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void exportsEachComponentOfTheRecordByItsNameAndType(
            String project, Class<? extends Record> outputs, Environment environment) {
        RecordComponent[] components = outputs.getRecordComponents();

        RecordedStack stack = RecordedStack.of(project, environment, false);

        assertThat(stack.result().outputs().keySet())
                .containsAll(
                        Arrays.stream(components).map(RecordComponent::getName).toList())
                .contains("suppressions");
        assertThat(components).allSatisfy(each -> {
            Object value = PulumiTest.extractValue(stack.result().outputs().get(each.getName()));
            assertThat(value).as(each.getName()).isInstanceOf(held(each));
            assertThat(value.toString()).as(each.getName()).isNotEmpty().doesNotContain("null");
        });
    }

    private static Class<?> held(RecordComponent component) {
        return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0] == String.class
                ? String.class
                : List.class;
    }
}
