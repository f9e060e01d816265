package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Who may write a shard, and until when. */
class S3LeaseTest {
    private static final S3Client S3 = Clients.moto();

    private final S3Place place = Clients.place(S3);
    private final Clients.Turned time = new Clients.Turned();

    private Optional<S3Log> take() {
        return S3Log.take(S3, place, Clients.TERMS, time.clocks());
    }

    private String lease() {
        return S3.getObjectAsBytes(request -> request.bucket(place.bucket()).key("audit/lease"))
                .asUtf8String();
    }

    @Test
    void oneWriterHasIt() {
        S3Log log = take().orElseThrow();

        assertThat(take()).isEmpty();

        assertThatCode(log::requireLease).doesNotThrowAnyException();
        assertThat(lease()).contains("\"owner\":\"task-1\"").contains("\"expires\":\"2026-03-01T12:01:00Z\"");
    }

    @Test
    void whatIsClosedIsFreeAtOnce() {
        S3Log log = take().orElseThrow();

        log.close();

        assertThatThrownBy(log::requireLease).isInstanceOf(StorageConflict.class);
        assertThat(take()).isPresent();
    }

    @Test
    void itsHolderStopsBeforeItRunsOut() {
        S3Log log = take().orElseThrow();

        time.pass(Duration.ofSeconds(50).minusNanos(1));
        assertThatCode(log::requireLease).doesNotThrowAnyException();
        time.pass(Duration.ofNanos(1));
        assertThatThrownBy(log::requireLease)
                .isInstanceOf(StorageConflict.class)
                .hasMessageContaining("run out");
    }

    @Test
    void anotherTakesItOnlyAWhileAfterItRanOut() {
        S3Log before = take().orElseThrow();

        time.pass(Duration.ofSeconds(70));
        assertThat(take()).isEmpty();
        time.pass(Duration.ofNanos(1));
        assertThat(take()).isPresent();

        assertThatThrownBy(before::renew).isInstanceOf(StorageConflict.class);
    }

    @Test
    void whatIsRenewedGoesOn() {
        S3Log log = take().orElseThrow();
        for (int i = 0; i < 3; i++) {
            time.pass(Duration.ofSeconds(40));
            log.renew();
        }

        assertThat(take()).isEmpty();
        assertThatCode(log::requireLease).doesNotThrowAnyException();
        assertThat(lease()).contains("2026-03-01T12:03:00Z");
    }

    @Test
    void whatHasRunOutIsNotRenewed() {
        S3Log log = take().orElseThrow();
        time.pass(Duration.ofSeconds(50));

        assertThatThrownBy(log::renew).isInstanceOf(StorageConflict.class);
    }

    @Test
    void whatAnotherHasTakenIsLostForGood() {
        S3Log log = take().orElseThrow();
        Clients.Turned ahead = new Clients.Turned();
        ahead.pass(Duration.ofMinutes(10));
        S3Log other = S3Log.take(S3, place, Clients.TERMS, ahead.clocks()).orElseThrow();

        assertThatThrownBy(log::renew).isInstanceOf(StorageConflict.class);

        assertThatThrownBy(log::requireLease).isInstanceOf(StorageConflict.class);
        log.close();
        assertThatCode(other::renew).doesNotThrowAnyException();
    }

    @Test
    void aRenewalWhoseAnswerWasLostIsOwn() {
        S3Log log = take().orElseThrow();
        String renewed = lease().replace("12:01:00", "12:01:20");
        S3.putObject(request -> request.bucket(place.bucket()).key("audit/lease"), RequestBody.fromString(renewed));

        time.pass(Duration.ofSeconds(30));
        log.renew();

        assertThat(lease()).contains("2026-03-01T12:01:30Z");
    }

    @Test
    void whatNobodyUnderstandsNobodyTakes() {
        S3.putObject(
                request -> request.bucket(place.bucket()).key("audit/lease"), RequestBody.fromString("{\"owner\":1}"));

        assertThatThrownBy(this::take).isInstanceOf(StorageFailed.class).hasMessageContaining("lease");
    }

    @Test
    void eachProcessTakesTheFirstShardThatIsFree() {
        S3Shards shards = new S3Shards(S3, place, 3);
        S3Shards.Taken zero = shards.takeFree(Clients.TERMS, time.clocks()).orElseThrow();
        S3Shards.Taken one = shards.takeFree(Clients.TERMS, time.clocks()).orElseThrow();
        S3Shards.Taken two = shards.takeFree(Clients.TERMS, time.clocks()).orElseThrow();

        assertThat(shards.takeFree(Clients.TERMS, time.clocks())).isEmpty();
        one.log().close();
        S3Shards.Taken again = shards.takeFree(Clients.TERMS, time.clocks()).orElseThrow();

        assertThat(zero.name()).isEqualTo("log-0");
        assertThat(two.name()).isEqualTo("log-2");
        assertThat(again.name()).isEqualTo("log-1");
    }
}
