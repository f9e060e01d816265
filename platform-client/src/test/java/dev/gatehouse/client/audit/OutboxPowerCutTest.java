package dev.gatehouse.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power fails after each single operation on the disk, and leaves more or less of what was not forced. */
class OutboxPowerCutTest {
    @ParameterizedTest
    @EnumSource
    void keepsWhatWasAcknowledgedInOrder(FakeFile.Kept kept) throws IOException {
        for (int operations = 0; operations <= operationsOfAWholeRun(); operations++) {
            FakeDisk disk = new FakeDisk();
            Script script = playUntilThePowerFails(disk, operations);

            FakeDisk survivor = disk.afterPowerCut(kept);

            assertKept(script, read(survivor), "after " + operations + " operations");
            assertGoesOn(survivor);
        }
    }

    @Test
    void keepsWhatWasAcknowledgedWhenOnlyTheProcessDies() throws IOException {
        for (int operations = 0; operations <= operationsOfAWholeRun(); operations++) {
            FakeDisk disk = new FakeDisk();
            Script script = playUntilThePowerFails(disk, operations);

            FakeDisk survivor = disk.afterProcessCrash();

            assertKept(script, read(survivor), "after " + operations + " operations");
            assertGoesOn(survivor);
        }
    }

    /** Of the calls made, in order: each that was acknowledged, perhaps the one after, and none in part. */
    private static void assertKept(Script script, List<AuditEvent> read, String when) {
        List<AuditEvent> all =
                script.handedOver().stream().flatMap(List::stream).toList();
        int first = read.isEmpty() ? script.sent().size() : all.indexOf(read.getFirst());
        int last = first + read.size();

        assertThat(read).as(when).isEqualTo(all.subList(first, last));
        assertThat(first).as("sent, " + when).isBetween(script.sent().size(), afterSent(script));
        assertThat(last).as("acknowledged, " + when).isIn(script.acknowledged().size(), endOfTheCallAfter(script));
    }

    /** What was sent, and what was being acknowledged when the power failed. */
    private static int afterSent(Script script) {
        return Math.min(script.sent().size() + 3, script.acknowledged().size());
    }

    private static int endOfTheCallAfter(Script script) {
        return script.handedOver().stream().mapToInt(List::size).sum();
    }

    private static void assertGoesOn(FakeDisk disk) throws IOException {
        List<AuditEvent> before = read(disk);
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.record(List.of(Events.withUid("after")));
        }
        List<AuditEvent> expected = new ArrayList<>(before);
        expected.add(Events.withUid("after"));
        assertThat(read(disk.afterPowerCut(FakeFile.Kept.NOTHING))).isEqualTo(expected);
    }

    private static Script playUntilThePowerFails(FakeDisk disk, int operations) {
        Script script = new Script(0);
        disk.cutPowerAfter(operations);
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            script.play(outbox);
        } catch (IOException e) {
            assertThat(e).hasMessage("no power");
        }
        return script;
    }

    private static int operationsOfAWholeRun() {
        FakeDisk disk = new FakeDisk();
        playUntilThePowerFails(disk, Integer.MAX_VALUE);
        return disk.operations();
    }

    private static List<AuditEvent> read(FakeDisk disk) throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            return outbox.peek(Integer.MAX_VALUE, Long.MAX_VALUE).events();
        }
    }
}
