package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The foundation exports what the record names, which is what the stacks on top of it read. */
class FoundationOutputsTest {
    @Test
    void exportsEachComponentOfTheRecordByItsName() {
        List<String> named = Arrays.stream(FoundationOutputs.class.getRecordComponents())
                .map(each -> each.getName())
                .toList();

        RecordedStack foundation = RecordedStack.of("foundation", Environment.DEV, false);

        assertThat(foundation.result().outputs().keySet()).containsAll(named).contains("suppressions");
    }
}
