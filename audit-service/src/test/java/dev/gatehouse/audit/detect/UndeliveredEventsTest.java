package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.client.audit.AuditEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndeliveredEventsTest {
    @Test
    void namesTheDetectionTheSinkAndTheReason() {
        List<AuditEvent> recorded = new ArrayList<>();
        Undelivered undelivered = new UndeliveredEvents(recorded::addAll, InstantSource.fixed(Logged.START));
        DetectionSink.Message message =
                new DetectionSink.Message("u1", Logged.START, ByteSlice.of("{\"actor\":\"secret-person\"}"));

        undelivered.record("webhook", message, Undelivered.Reason.GIVEN_UP);

        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.uid()).isEqualTo("undelivered-webhook-u1");
            assertThat(event.action()).isEqualTo("detection:deliver");
            assertThat(event.resource()).isEqualTo("detection:/u1");
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILURE);
            assertThat(event.reason()).contains("given-up");
            assertThat(event.toString()).doesNotContain("secret-person");
        });
    }
}
