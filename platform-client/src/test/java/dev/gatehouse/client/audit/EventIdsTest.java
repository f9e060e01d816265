package dev.gatehouse.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final EventIds ids = new EventIds(now::get, new SecureRandom());

    @Test
    void areUuidsOfVersion7ThatHoldTheTime() {
        UUID id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortByTime() {
        String first = ids.next();
        now.set(NOW.plusMillis(1));

        String second = ids.next();

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void growWithinAMillisecondAlsoPastItsCounter() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void growWhenTheClockIsSetBack() {
        String first = ids.next();
        now.set(NOW.minusSeconds(3_600));

        String second = ids.next();

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void areMadeAlsoWhereTheClockSaysBefore1970() {
        EventIds early = new EventIds(InstantSource.fixed(Instant.EPOCH.minusMillis(5)), new SecureRandom());

        String first = early.next();

        assertThat(early.next()).isGreaterThan(first);
    }

    @Test
    void differBetweenProcessesThatStartAtTheSameTime() {
        EventIds other = new EventIds(now::get, new SecureRandom());

        assertThat(tail(ids.next())).isNotEqualTo(tail(other.next()));
    }

    @Test
    void areUniqueAmongThreads() {
        int threads = 8;
        int each = 2_000;
        ConcurrentSkipListSet<String> made = new ConcurrentSkipListSet<>();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                executor.execute(() -> {
                    for (int n = 0; n < each; n++) {
                        made.add(ids.next());
                    }
                });
            }
        }

        assertThat(made).hasSize(threads * each);
    }

    private static String tail(String id) {
        return id.substring(19);
    }
}
