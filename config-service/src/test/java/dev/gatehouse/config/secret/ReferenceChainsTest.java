package dev.gatehouse.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.secret.ReferenceChains.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceChainsTest {
    private static Map<String, String> chain(int keys) {
        Map<String, String> references = new HashMap<>();
        for (int i = 1; i < keys; i++) {
            references.put("k" + i, "key:k" + (i + 1));
        }
        references.put("k" + keys, "secret:end");
        return references;
    }

    @Test
    void findsNothingWrongWithChainsThatEnd() {
        assertThat(ReferenceChains.problem(Map.of(
                        "a", "key:b", "b", "secret:x#y", "c", "key:b", "d", "key:elsewhere", "e", "no reference")))
                .isEmpty();
    }

    @Test
    void findsAKeyThatRefersToItself() {
        assertThat(ReferenceChains.problem(Map.of("a", "key:a"))).contains(new Problem.Cycle(List.of("a", "a")));
    }

    @Test
    void findsACycleFromWhereItIsEntered() {
        assertThat(ReferenceChains.problem(Map.of("a", "key:c", "b", "key:c", "c", "key:b")))
                .hasValueSatisfying(problem -> assertThat(problem).hasToString("c -> b -> c"));
    }

    @Test
    void findsTheFirstCycleInTheOrderOfTheKeys() {
        assertThat(ReferenceChains.problem(Map.of("z", "key:y", "y", "key:z", "b", "key:a", "a", "key:b")))
                .hasValueSatisfying(problem -> assertThat(problem).hasToString("a -> b -> a"));
    }

    @Test
    void takesAChainOfEightKeysAndRefusesALongerOne() {
        assertThat(ReferenceChains.problem(chain(8))).isEmpty();
        assertThat(ReferenceChains.problem(chain(9)))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .isInstanceOf(Problem.TooLong.class)
                        .hasToString("k1 -> k2 -> k3 -> k4 -> k5 -> k6 -> k7 -> k8 -> ..."));
    }
}
