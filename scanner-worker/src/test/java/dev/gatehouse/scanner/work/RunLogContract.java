package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every log of runs does. */
public abstract class RunLogContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    protected abstract RunLog log();

    @Test
    void givesARunToOne() {
        RunLog log = log();

        assertThat(log.last("srv")).isEmpty();
        assertThat(log.claim("srv", NOON)).isTrue();
        assertThat(log.claim("srv", NOON)).isFalse();
        assertThat(log.claim("srv", NOON.minusSeconds(1))).isFalse();
        assertThat(log.last("srv")).contains(NOON);
        assertThat(log.claim("srv", NOON.plusSeconds(1))).isTrue();
        assertThat(log.claim("other", NOON)).isTrue();
    }
}
