package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class LeaseKeeperTest {
    /** Renewed at once, again and again. */
    private static final LeaseTerms TERMS = new LeaseTerms("task-1", Duration.ofNanos(2), Duration.ZERO);

    private final FlakyS3 flaky = new FlakyS3();
    private final S3Client s3 = Clients.s3(Clients.QUICK, flaky.endpoint());
    private final S3Place place = Clients.place(s3);
    private final S3Log log =
            S3Log.take(s3, place, Clients.TERMS, new Clients.Turned().clocks()).orElseThrow();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        log.close();
        flaky.close();
    }

    private LeaseKeeper keeper(Runnable whenFailed) {
        return new LeaseKeeper(log, TERMS, new LeaseKeeper.Listener() {
            @Override
            public void failed(StorageFailed cause) {
                told.add("failed");
                whenFailed.run();
            }

            @Override
            public void lost(StorageConflict cause) {
                told.add("lost");
            }
        });
    }

    @Test
    void itEndsWhenTheLogIsClosedAndCallsNothingLost() throws Exception {
        Thread keeper = Thread.ofVirtual().start(keeper(() -> {}));

        log.close();
        keeper.join();

        assertThat(told).isEmpty();
    }

    @Test
    void aRenewalThatFailsIsTriedAgain() throws Exception {
        flaky.fail("lease", FlakyS3.Moment.BEFORE, 4);

        keeper(() -> {
                    if (told.size() == 2) {
                        log.close();
                    }
                })
                .run();

        assertThat(told).containsExactly("failed", "failed");
    }

    @Test
    void aLeaseThatAnotherHasTakenIsLost() {
        s3.putObject(
                request -> request.bucket(place.bucket()).key("audit/lease"),
                RequestBody.fromString("{\"owner\":\"other\",\"token\":\"x\",\"expires\":\"2026-03-01T13:00:00Z\"}"));

        keeper(() -> {}).run();

        assertThat(told).containsExactly("lost");
    }
}
