package dev.gatehouse.config.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private static final SecretName NAME = new SecretName("demo/dev/openai");
    private static final VersionId V1 = FakeSecretStore.version("x", 1);
    private static final VersionId V2 = FakeSecretStore.version("x", 2);
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    private final MutableClock clock = new MutableClock();
    private final List<ReadEvent> log = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private boolean whole = true;
    private final Readers readers = new Readers(
            (name, since, limit, event) -> {
                asked.add(since);
                log.stream().limit(limit).forEach(event);
                return whole && log.size() <= limit;
            },
            25,
            clock);

    private void read(String principal, VersionId version, int minutes, String from) {
        log.add(new ReadEvent(
                principal, Optional.of(version.value()), TEN.plus(Duration.ofMinutes(minutes)), Optional.of(from)));
    }

    private SecretReaders of() {
        return readers.of(NAME, Optional.empty(), Optional.empty());
    }

    @Test
    void sumsUpWhoReadWhichVersion() {
        read("coder", V1, 1, "10.0.0.1");
        read("coder", V1, 3, "10.0.0.2");
        read("coder", V1, 2, "10.0.0.1");
        read("writer", V2, 9, "10.0.0.3");

        SecretReaders found = of();

        assertThat(found.readers())
                .containsExactly(
                        new SecretReaders.Reader(
                                "writer",
                                V2.value(),
                                1,
                                TEN.plusSeconds(540),
                                TEN.plusSeconds(540),
                                new TreeSet<>(List.of("10.0.0.3")),
                                false),
                        new SecretReaders.Reader(
                                "coder",
                                V1.value(),
                                3,
                                TEN.plusSeconds(60),
                                TEN.plusSeconds(180),
                                new TreeSet<>(List.of("10.0.0.1", "10.0.0.2")),
                                false));
        assertThat(found.events()).isEqualTo(4);
        assertThat(found.complete()).isTrue();
    }

    @Test
    void canBeAskedForOneVersion() {
        read("coder", V1, 1, "10.0.0.1");
        read("coder", V2, 2, "10.0.0.1");

        SecretReaders found = readers.of(NAME, Optional.of(V1), Optional.of(TEN));

        assertThat(found.readers()).extracting(SecretReaders.Reader::version).containsExactly(V1.value());
        assertThat(asked).containsExactly(TEN);
    }

    @Test
    void asksForAYearWhereNobodySaysSinceWhen() {
        of();

        assertThat(asked).containsExactly(clock.instant().minus(Duration.ofDays(365)));
    }

    @Test
    void namesAtMostTwentyAddresses() {
        for (int i = 0; i < 20; i++) {
            read("coder", V1, i, "10.0.0." + i);
        }
        assertThat(of().readers().getFirst().moreAddresses()).isFalse();
        read("coder", V1, 20, "10.0.0.20");

        SecretReaders.Reader reader = of().readers().getFirst();

        assertThat(reader.from()).hasSize(20);
        assertThat(reader.moreAddresses()).isTrue();
    }

    @Test
    void saysThatThereIsMoreThanWasLookedAt() {
        for (int i = 0; i < 25; i++) {
            read("coder", V1, i, "10.0.0.1");
        }
        assertThat(of().complete()).isTrue();
        read("coder", V1, 25, "10.0.0.1");

        assertThat(of().complete()).isFalse();
        assertThat(of().events()).isEqualTo(25);
    }

    @Test
    void refusesToLookAtNothing() {
        assertThatThrownBy(() -> new Readers((name, since, limit, event) -> true, 0, clock))
                .hasMessage("max-events must be at least 1");
    }
}
