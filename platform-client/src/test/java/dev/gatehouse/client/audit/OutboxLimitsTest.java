package dev.gatehouse.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxLimitsTest {
    @Test
    void haveDefaultsThatHoldTheLargestEvent() {
        assertThat(OutboxLimits.DEFAULT.maxBytes()).isEqualTo(1_073_741_824);
        assertThat(OutboxLimits.DEFAULT.segmentBytes()).isEqualTo(16_777_216);
        assertThat(OutboxLimits.DEFAULT.maxEventBytes()).isEqualTo(AuditEventCodec.MAX_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "2048, 1024, 256, 257, PT0.000000001S", // everything as small as it goes
        "2048, 1024, 256, 1016, PT1M",
        "2048, 1024, 1015, 1016, PT1M",
        "134217728, 67108864, 131072, 131073, PT1M", // the largest segment and event
    })
    void takeTheExtremes(long maxBytes, int segment, int event, int queued, Duration wait) {
        assertThat(new OutboxLimits(maxBytes, segment, event, queued, wait).segmentBytes())
                .isEqualTo(segment);
    }

    @ParameterizedTest
    @CsvSource({
        "2047, 1024, 256, 257, PT1S, maxBytes",
        "2048, 1024, 255, 257, PT1S, maxEventBytes",
        "2048, 1024, 256, 256, PT1S, maxQueuedBytes",
        "2048, 1024, 256, 1017, PT1S, segmentBytes",
        "134217730, 67108865, 256, 257, PT1S, segmentBytes",
        "134217728, 67108864, 131073, 131074, PT1S, maxEventBytes",
        "2048, 1024, 256, 257, PT0S, maxWait",
        "2048, 1024, 256, 257, PT1M0.000000001S, maxWait",
    })
    void refuseWhatIsJustBeyond(long maxBytes, int segment, int event, int queued, Duration wait, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboxLimits(maxBytes, segment, event, queued, wait))
                .withMessageStartingWith(named);
    }
}
