package dev.gatehouse.client.audit;

import static dev.gatehouse.client.audit.FakeDisk.Effect.HALF;
import static dev.gatehouse.client.audit.FakeDisk.Effect.NONE;
import static dev.gatehouse.client.audit.FakeDisk.Effect.WHOLE;
import static dev.gatehouse.client.audit.FakeDisk.Op.CREATE;
import static dev.gatehouse.client.audit.FakeDisk.Op.DELETE;
import static dev.gatehouse.client.audit.FakeDisk.Op.FORCE;
import static dev.gatehouse.client.audit.FakeDisk.Op.OPEN;
import static dev.gatehouse.client.audit.FakeDisk.Op.RENAME;
import static dev.gatehouse.client.audit.FakeDisk.Op.SYNC;
import static dev.gatehouse.client.audit.FakeDisk.Op.TRUNCATE;
import static dev.gatehouse.client.audit.FakeDisk.Op.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.FakeDisk.Effect;
import dev.gatehouse.client.audit.FakeDisk.Fault;
import dev.gatehouse.client.audit.FakeDisk.Op;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation on the disk fails once, before and after it took effect; and what mends a failure fails too. */
class OutboxFailureTest {
    private final FakeDisk disk = new FakeDisk();

    static Stream<List<Fault>> eachOperation() throws IOException {
        FakeDisk counting = new FakeDisk();
        try (AuditOutbox outbox = AuditOutbox.open(counting, Script.LIMITS)) {
            counting.plant(List.of());
            new Script(0).play(outbox);
        }
        List<List<Fault>> all = new ArrayList<>();
        for (Op op : Op.values()) {
            for (int nth = 1; nth <= counting.count(op); nth++) {
                for (Effect effect : Effect.values()) {
                    all.add(List.of(new Fault(op, nth, effect)));
                }
            }
        }
        assertThat(all.stream().map(faults -> faults.getFirst().op()).distinct())
                .contains(CREATE, WRITE, FORCE, SYNC, RENAME, DELETE);
        return all.stream();
    }

    /** The first append fails in its write or its flush; then its repair fails too, in each of its steps. */
    static Stream<List<Fault>> eachStepOfARepair() {
        return Stream.of(
                        new Fault(OPEN, 1, NONE),
                        new Fault(TRUNCATE, 1, NONE),
                        new Fault(TRUNCATE, 1, WHOLE),
                        new Fault(FORCE, 2, NONE),
                        new Fault(FORCE, 2, WHOLE),
                        new Fault(CREATE, 1, NONE),
                        new Fault(CREATE, 1, WHOLE),
                        new Fault(SYNC, 1, NONE),
                        new Fault(SYNC, 1, WHOLE))
                .flatMap(second -> Stream.of(
                        List.of(new Fault(FORCE, 1, NONE), second),
                        List.of(new Fault(FORCE, 1, HALF), second),
                        List.of(new Fault(FORCE, 1, WHOLE), second)));
    }

    @ParameterizedTest
    @MethodSource({"eachOperation", "eachStepOfARepair"})
    void losesNothingRepeatsNothingAndGoesOn(List<Fault> faults) throws IOException {
        Script script = new Script(faults.size());
        List<AuditEvent> rest;
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            disk.plant(faults);

            boolean finished = script.play(outbox);

            assertThat(finished).as("it makes progress").isTrue();
            assertThat(disk.unmetFaults()).isZero();
            rest = rest(outbox);
        }
        assertThat(joined(script.sent(), rest)).isEqualTo(script.acknowledged());
        assertThat(restOf(disk.afterProcessCrash())).isEqualTo(rest);
        for (FakeFile.Kept kept : FakeFile.Kept.values()) {
            assertThat(restOf(disk.afterPowerCut(kept))).endsWith(rest.toArray(AuditEvent[]::new));
        }
    }

    @ParameterizedTest
    @MethodSource("eachStepOfARepair")
    void refusesEventsUntilItIsRepaired(List<Fault> faults) throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.record(List.of(Events.numbered(1)));
            disk.plant(faults);

            for (int i = 0; i < faults.size(); i++) {
                assertThatThrownBy(() -> outbox.record(List.of(Events.numbered(2))))
                        .isInstanceOf(AuditUnavailable.class)
                        .hasMessage("the disk failed")
                        .hasRootCauseInstanceOf(IOException.class);
                assertThat(rest(outbox)).containsExactly(Events.numbered(1));
                assertThat(outbox.pendingEvents()).isOne();
            }

            outbox.record(List.of(Events.numbered(3)));
            assertThat(rest(outbox)).containsExactly(Events.numbered(1), Events.numbered(3));
        }
    }

    @Test
    void neverWritesAgainToASegmentWhoseFlushFailed() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.record(List.of(Events.numbered(1)));
            byte[] before = disk.bytes(SegmentName.of(1));
            disk.plant(List.of(new Fault(FORCE, 1, NONE)));
            assertThatThrownBy(() -> outbox.record(List.of(Events.numbered(2)))).isInstanceOf(AuditUnavailable.class);

            outbox.record(List.of(Events.numbered(3)));

            assertThat(disk.bytes(SegmentName.of(1))).isEqualTo(before);
            assertThat(disk.bytes(SegmentName.of(2))).isNotEmpty();
        }
    }

    @Test
    void leavesNoEmptySegmentsBehindOnADiskThatStaysFull() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.record(List.of(Events.numbered(1)));
            disk.plant(Stream.iterate(1, n -> n + 1)
                    .limit(20)
                    .map(n -> new Fault(WRITE, n, HALF))
                    .toList());

            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> outbox.record(List.of(Events.numbered(2))))
                        .isInstanceOf(AuditUnavailable.class);
            }

            assertThat(disk.names()).containsExactly(SegmentName.of(1), SegmentName.of(2));
            outbox.record(List.of(Events.numbered(3)));
            assertThat(rest(outbox)).containsExactly(Events.numbered(1), Events.numbered(3));
        }
    }

    /**
     * The flush fails and the process dies before it can cut the frame off. The next process finds the frame whole, in
     * a page cache that calls it clean; if it only flushed and went on, a power cut would leave a hole in the middle.
     */
    @Test
    void makesDurableWhatAProcessThatDiedOfAFailedFlushLeft() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.record(List.of(Events.numbered(1)));
            disk.plant(List.of(new Fault(FORCE, 1, NONE)));
            assertThatThrownBy(() -> outbox.record(List.of(Events.numbered(2)))).isInstanceOf(AuditUnavailable.class);
        }
        FakeDisk next = disk.afterProcessCrash();
        try (AuditOutbox outbox = AuditOutbox.open(next, Script.LIMITS)) {
            outbox.record(List.of(Events.numbered(3)));
        }

        List<AuditEvent> kept = restOf(next.afterPowerCut(FakeFile.Kept.NOTHING));

        assertThat(kept).containsExactly(Events.numbered(1), Events.numbered(2), Events.numbered(3));
    }

    @Test
    void opensAfterAnOpeningThatFailedAnywhere() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            new Script(0).play(outbox);
        }
        byte[] segment = disk.bytes(SegmentName.of(5));
        disk.put(SegmentName.of(5), Arrays.copyOf(segment, segment.length + 3));
        List<AuditEvent> expected = restOf(disk.afterProcessCrash());
        for (Op op : List.of(OPEN, WRITE, TRUNCATE, FORCE, SYNC)) {
            for (Effect effect : Effect.values()) {
                FakeDisk failing = disk.afterProcessCrash();
                failing.plant(List.of(new Fault(op, 1, effect)));
                assertThatThrownBy(() -> AuditOutbox.open(failing, Script.LIMITS))
                        .isInstanceOf(IOException.class);

                assertThat(restOf(failing)).isEqualTo(expected);
            }
        }
    }

    private static List<AuditEvent> rest(AuditOutbox outbox) {
        return outbox.peek(Integer.MAX_VALUE, Long.MAX_VALUE).events();
    }

    private static List<AuditEvent> restOf(FakeDisk disk) throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            return rest(outbox);
        }
    }

    private static List<AuditEvent> joined(List<AuditEvent> first, List<AuditEvent> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
