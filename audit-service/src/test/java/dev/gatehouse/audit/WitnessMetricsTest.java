package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.witness.WitnessStatus;
import dev.gatehouse.audit.tlog.Cosigned;
import dev.gatehouse.audit.tlog.NoteSignature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WitnessMetricsTest {
    private static final WitnessStatus FRESH = new WitnessStatus("one.example/w", 0, Optional.empty());
    private static final WitnessStatus GOOD = new WitnessStatus("one.example/w", 7, Optional.empty());
    private static final WitnessStatus AWAY = new WitnessStatus("one.example/w", 7, Optional.of("no answer in time"));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WitnessMetrics metrics = new WitnessMetrics(registry);

    private double asked(String outcome) {
        return registry.get("gatehouse.witness.asked")
                .tag("witness", "one.example/w")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void tellHowFarEachWitnessHasCosigned() {
        metrics.asked(new Cosigned.Signed(new NoteSignature("one.example/w", 1, new byte[72])), FRESH, GOOD);

        assertThat(asked("signed")).isEqualTo(1);
        assertThat(registry.get("gatehouse.witness.cosigned")
                        .tag("witness", "one.example/w")
                        .gauge()
                        .value())
                .isEqualTo(7);
    }

    @Test
    void countEachKindOfAnswer() {
        metrics.asked(new Cosigned.Unavailable("no answer in time"), GOOD, AWAY);
        metrics.asked(new Cosigned.Unavailable("no answer in time"), AWAY, AWAY);
        metrics.asked(new Cosigned.Ahead(9), AWAY, AWAY);
        metrics.asked(new Cosigned.Refused(Cosigned.Refusal.INCONSISTENT), AWAY, AWAY);

        assertThat(asked("unavailable")).isEqualTo(2);
        assertThat(asked("ahead")).isEqualTo(1);
        assertThat(asked("refused")).isEqualTo(1);
    }

    @Test
    void countFailuresOfTheServicesOwn() {
        metrics.failed(new IllegalStateException("told to fail"));

        assertThat(registry.get("gatehouse.witness.failures").counter().count()).isEqualTo(1);
    }
}
