package dev.gatehouse.config.rotation;

import static dev.gatehouse.config.rotation.Rotating.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.service.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationLogsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String PATH = "/demo/_gatehouse/rotations/dev/key";

    private final Rotating world = new Rotating();
    private final RotationLogs logs = new RotationLogs(world.parameters, "demo");

    @Test
    void keepsARecordAsASealedParameterAndReadsItAsItWas() {
        RotationLog log = RotationLog.of(KEY)
                .aged(Rotating.FIRST, NOW)
                .with(rotation("1", 500).in(RotationState.DONE, NOW))
                .with(rotation("2", 500)
                        .awaiting(new Task("do it", NOW), NOW)
                        .supplying(Rotations.newVersion(), NOW)
                        .tried(NOW.plusSeconds(1))
                        .until(NOW.plus(Duration.ofHours(1))))
                .leased(new Lease("node", NOW))
                .toldOverdue(NOW);

        logs.replace(logs.load(KEY), log);

        RotationLog read = logs.load(KEY).log();
        assertThat(read.running()).isEqualTo(log.running());
        assertThat(read.age()).isEqualTo(log.age());
        assertThat(read.lease()).isEqualTo(log.lease());
        assertThat(read.overdueTold()).isEqualTo(log.overdueTold());
        assertThat(read.last())
                .singleElement()
                .satisfies(ended -> assertThat(ended.reason()).hasSize(80).endsWith("…"));
        assertThat(world.parameters.stored(PATH).orElseThrow().value().sensitive())
                .isTrue();
    }

    @Test
    void remembersTwentyAtMostAndAsManyAsFit() {
        RotationLog log = RotationLog.of(KEY);
        for (int i = 0; i < 30; i++) {
            log = log.with(rotation("id-" + i, 500).in(RotationState.DONE, NOW));
        }
        log = log.with(rotation("runs", 500).awaiting(new Task("ä".repeat(500), NOW), NOW));

        String text = RotationLogJson.write(log);

        assertThat(log.last()).hasSize(RotationLog.MAX_LAST);
        assertThat(text.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(RotationLogJson.MAX_BYTES)
                .isLessThan(ParameterValue.MAX_BYTES);
        RotationLog read = RotationLogJson.read(text);
        assertThat(read.running()).isEqualTo(log.running());
        assertThat(read.last()).hasSizeGreaterThan(5);
        assertThat(read.last().getFirst().id()).isEqualTo("id-29");
    }

    @Test
    void writesOverNothingThatSomebodyElseWrote() {
        RotationLogs.Stored read = logs.load(KEY);
        logs.replace(read, RotationLog.of(KEY).aged(Rotating.FIRST, NOW));

        assertThat(logs.replace(read, RotationLog.of(KEY))).isEmpty();

        assertThat(logs.load(KEY).log().age()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "{\"secret\":\"demo/dev/other\",\"last\":[]}",
                "{\"secret\":\"demo/dev/key\",\"running\":{\"id\":\"x\"},\"last\":[]}",
                "{\"secret\":\"demo/dev/key\",\"age\":{\"current\":\"short\",\"since\":1},\"last\":[]}"
            })
    void refusesToGoOnFromADamagedRecord(String text) {
        world.parameters.with(PATH, ParameterValue.secure(text));

        assertThatThrownBy(() -> logs.load(KEY))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining(PATH);
    }

    private static Rotation rotation(String id, int reason) {
        return Rotation.start(
                        id,
                        "r".repeat(reason),
                        Trigger.REQUEST,
                        NOW,
                        Rotating.FIRST,
                        Rotations.newVersion(),
                        Step.RETIRE)
                .ended(Step.CREATE, NOW, "done")
                .ended(Step.SET, NOW, "nothing to do");
    }
}
