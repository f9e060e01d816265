package dev.gatehouse.scanner.response;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every form of the controls does. */
public abstract class ResponseControlsContract {
    /** Controls that nobody has set. */
    protected abstract ResponseControls controls();

    @Test
    void keepsTheSwitchAsItWasSet() {
        ResponseControls controls = controls();
        KillSwitch off = new KillSwitch(false, "stop it", "token:ada", NOON);
        assertThat(controls.killSwitch()).isEqualTo(KillSwitch.INITIAL);

        controls.set(off);

        assertThat(controls.killSwitch()).isEqualTo(off);
        controls.set(new KillSwitch(true, "go on", "token:ada", NOON));
        assertThat(controls.killSwitch().on()).isTrue();
    }

    @Test
    void givesAnHourItsStepsAndNoMore() {
        ResponseControls controls = controls();
        assertThat(controls.take("a", NOON, 2)).isEmpty();
        assertThat(controls.take("b", NOON.plusSeconds(1), 2)).isEmpty();

        assertThat(controls.take("c", NOON.plusSeconds(2), 2)).contains(NOON.plus(Duration.ofHours(1)));

        assertThat(controls.take("a", NOON.plusSeconds(3), 2)).isEmpty();
        assertThat(controls.take("c", NOON.plus(Duration.ofHours(1)).minusMillis(1), 2))
                .isPresent();
        assertThat(controls.take("c", NOON.plus(Duration.ofHours(1)), 2)).isEmpty();
        assertThat(controls.take("d", NOON.plus(Duration.ofHours(1)), 2))
                .contains(NOON.plusSeconds(1).plus(Duration.ofHours(1)));
    }

    @Test
    void knowsSinceWhenAModeHolds() {
        ResponseControls controls = controls();
        assertThat(controls.began("on", NOON)).isEqualTo(NOON);
        assertThat(controls.began("on", NOON.plusSeconds(1))).isEqualTo(NOON);

        assertThat(controls.began("dry-run", NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(2));

        assertThat(controls.began("on", NOON.plusSeconds(3))).isEqualTo(NOON.plusSeconds(3));
    }
}
