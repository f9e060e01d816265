package dev.gatehouse.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeLog log = new FakeLog().add(3);
    private final TableProgress progress = new TableProgress();

    @Test
    void doesNotWaitForATableThatHasAll() {
        progress.at(3);

        assertThat(new Freshness(log, progress, LONG).await()).isTrue();
    }

    @Test
    void waitsUntilTheTableHasWhatTheLogHad() {
        Freshness freshness = new Freshness(log, progress, LONG);
        CompletableFuture<Boolean> query = CompletableFuture.supplyAsync(freshness::await);

        progress.at(2);
        progress.at(3);

        assertThat(query.join()).isTrue();
    }

    @Test
    void saysThatTheTableIsBehind() {
        progress.at(1);
        Freshness freshness = new Freshness(log, progress, Duration.ZERO);

        assertThat(freshness.await()).isFalse();
        assertThat(freshness.behind()).isEqualTo(2);
    }

    @Test
    void wakesWhoWaitsToBeWanted() throws InterruptedException {
        new Freshness(log, progress, Duration.ZERO).await();

        progress.awaitWanted(Duration.ofDays(1));

        assertThat(progress.position()).isZero();
    }

    @Test
    void goesBackWithATableThatIsMadeAnew() {
        progress.at(3);

        progress.at(0);

        assertThat(new Freshness(log, progress, Duration.ZERO).await()).isFalse();
    }
}
