package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.client.audit.OutboxLimits;
import dev.gatehouse.client.audit.send.Pause;
import dev.gatehouse.client.fake.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatehouseAuditTest {
    private static final OutboxLimits SMALL =
            new OutboxLimits(2 * 20_000, 20_000, 4_096, 16_384, Duration.ofSeconds(5));

    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path temporary;

    private AuditOutbox outbox;

    @BeforeEach
    void open() {
        outbox = AuditOutbox.open(temporary.resolve("outbox"), SMALL);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void appendsInOrder() {
        GatehouseAudit audit = audit(new BackPressure.Refuse(), Pause.SLEEP);

        audit.append("ann", "document:read", "document:/1", Outcome.SUCCESS);
        audit.append(List.of(
                audit.event("ann", "document:read", "document:/2", Outcome.SUCCESS),
                audit.event("bob", "document:read", "document:/3", Outcome.DENIED)));

        List<AuditEvent> events = outbox.peek(10, 1 << 20).events();
        assertThat(events)
                .extracting(AuditEvent::resource)
                .containsExactly("document:/1", "document:/2", "document:/3");
        assertThat(events).extracting(AuditEvent::source).containsOnly("researcher");
        assertThat(events).extracting(AuditEvent::uid).doesNotHaveDuplicates().isSorted();
        assertThat(audit.pendingEvents()).isEqualTo(3);
    }

    @Test
    void refusesWhatDoesNotFit() {
        GatehouseAudit audit = audit(new BackPressure.Refuse(), Pause.SLEEP);

        assertThatExceptionOfType(AuditUnavailable.class).isThrownBy(() -> fill(audit));
        assertThat(audit.droppedEvents()).isZero();
    }

    @Test
    void dropsAndCountsWhatDoesNotFit() {
        GatehouseAudit audit = audit(new BackPressure.Drop(), Pause.SLEEP);

        fill(audit);

        assertThat(audit.droppedEvents()).isPositive();
        assertThat(audit.droppedEvents() + audit.pendingEvents()).isEqualTo(200);
    }

    @Test
    void blocksUntilThereIsRoom() {
        fill(audit(new BackPressure.Drop(), Pause.SLEEP));
        GatehouseAudit audit = audit(new BackPressure.Block(Duration.ofSeconds(1)), rested -> drain());

        audit.append("late", "document:read", "document:/late", Outcome.SUCCESS);

        assertThat(outbox.peek(10, 1 << 20).events())
                .extracting(AuditEvent::principal)
                .containsExactly("late");
    }

    @Test
    void blocksNoLongerThanItShould() {
        fill(audit(new BackPressure.Drop(), Pause.SLEEP));
        GatehouseAudit audit = audit(new BackPressure.Block(Duration.ofSeconds(1)), clock::pass);

        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> audit.append("late", "document:read", "document:/late", Outcome.SUCCESS));
        assertThat(Duration.between(ManualClock.START, clock.instant())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void holdsTheWaitToBounds() {
        new BackPressure.Block(Duration.ofMinutes(10));

        assertThatIllegalArgumentException().isThrownBy(() -> new BackPressure.Block(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackPressure.Block(Duration.ofMinutes(10).plusNanos(1)));
    }

    private void drain() {
        while (outbox.pendingEvents() > 0) {
            outbox.acknowledge(outbox.peek(100, 1 << 20));
        }
    }

    private static void fill(GatehouseAudit audit) {
        for (int i = 0; i < 200; i++) {
            audit.append("ann", "document:read", "document:/" + "x".repeat(500), Outcome.SUCCESS);
        }
    }

    private GatehouseAudit audit(BackPressure backPressure, Pause pause) {
        return new GatehouseAudit(
                "researcher", outbox, Optional.empty(), backPressure, new EventIds(clock, new Random(1)), clock, pause);
    }
}
