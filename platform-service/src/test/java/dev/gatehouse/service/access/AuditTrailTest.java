package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Resource SECRET = Words.secret("demo/dev/openai");

    private final RecordingSink sink = new RecordingSink();
    private final AtomicInteger ids = new AtomicInteger();
    private final Caller caller = FixedGrants.all().caller();

    private AuditTrail trail(boolean required) {
        return new AuditTrail(
                "config-service", sink, required, () -> "id-" + ids.incrementAndGet(), new MutableClock());
    }

    private static AuditTrail.Read read(String version) {
        return new AuditTrail.Read(SECRET, version);
    }

    @Test
    void saysWhoReadWhatWhenAndFromWhere() {
        trail(true).read(caller, List.of(read("v1")));

        assertThat(sink.events())
                .containsExactly(new AuditEvent(
                        "id-1",
                        MutableClock.START,
                        "config-service",
                        "token:tester",
                        "secret:read",
                        "secret:/demo/dev/openai",
                        Optional.of("v1"),
                        Outcome.SUCCESS,
                        Optional.empty(),
                        "192.0.2.7",
                        "request-1"));
    }

    @Test
    void recordsReadsAllOrNone() {
        trail(true).read(caller, List.of(read("v1"), read("v2")));
        sink.cutOffAfter(0);

        assertThatThrownBy(() -> trail(true).read(caller, List.of(read("v3"), read("v4"))))
                .isInstanceOf(AuditUnavailable.class);

        assertThat(sink.events()).extracting(AuditEvent::version).containsExactly(Optional.of("v1"), Optional.of("v2"));
    }

    @Test
    void recordsNothingWhereNothingWasRead() {
        sink.cutOffAfter(0);

        trail(true).read(caller, List.of());

        assertThat(sink.events()).isEmpty();
    }

    @Test
    void countsWhatIsLostWhereItIsNotRequired() {
        AuditTrail trail = trail(false);
        sink.cutOffAfter(0);

        trail.read(caller, List.of(read("v1"), read("v2")));
        trail.denied(caller, SECRET, "read");
        trail.unauthenticated("192.0.2.7", "request-2", "expired");

        assertThat(trail.lost()).isEqualTo(4);
    }

    @Test
    void refusesARefusalThatCannotBeRecorded() {
        AuditTrail trail = trail(true);
        sink.cutOffAfter(0);

        assertThatThrownBy(() -> trail.denied(caller, SECRET, "read")).isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> trail.unauthenticated("192.0.2.7", "request-2", "expired"))
                .isInstanceOf(AuditUnavailable.class);

        assertThat(trail.lost()).isZero();
    }

    @Test
    void recordsRefusals() {
        AuditTrail trail = trail(true);

        trail.denied(caller, SECRET, "write");
        trail.unauthenticated("192.0.2.9", "request-2", "expired");

        assertThat(sink.told()).containsExactly("secret:write DENIED", "service:authenticate DENIED");
        assertThat(sink.events()).extracting(AuditEvent::principal).containsExactly("token:tester", "anonymous");
        assertThat(sink.events())
                .extracting(AuditEvent::reason)
                .containsExactly(Optional.of("policy"), Optional.of("expired"));
        assertThat(sink.events().getLast().sourceAddress()).isEqualTo("192.0.2.9");
    }

    @Test
    void recordsAChangeBeforeAndAfterIt() {
        List<String> seen = new ArrayList<>();

        String result = trail(true)
                .change(
                        caller,
                        SECRET,
                        "write",
                        () -> {
                            seen.addAll(sink.told());
                            return "v2";
                        },
                        AuditTrail.Done::new);

        assertThat(result).isEqualTo("v2");
        assertThat(seen).containsExactly("secret:write ATTEMPT");
        assertThat(sink.told()).containsExactly("secret:write ATTEMPT", "secret:write SUCCESS");
        assertThat(sink.events()).extracting(AuditEvent::version).containsExactly(Optional.empty(), Optional.of("v2"));
        assertThat(sink.events()).extracting(AuditEvent::uid).doesNotHaveDuplicates();
    }

    @Test
    void recordsThatAChangeWasNotDone() {
        trail(true).change(caller, SECRET, "write", () -> "v2", r -> new AuditTrail.NotDone("conflict"));

        assertThat(sink.told()).containsExactly("secret:write ATTEMPT", "secret:write FAILURE");
        assertThat(sink.events().getLast().reason()).contains("conflict");
        assertThat(sink.events().getLast().version()).isEmpty();
    }

    @Test
    void recordsThatAChangeThrew() {
        IllegalStateException failure = new IllegalStateException("canary-1");

        assertThatThrownBy(() -> trail(true)
                        .change(
                                caller,
                                SECRET,
                                "write",
                                () -> {
                                    throw failure;
                                },
                                r -> new AuditTrail.Done("v2")))
                .isSameAs(failure);

        assertThat(sink.told()).containsExactly("secret:write ATTEMPT", "secret:write FAILURE");
        assertThat(sink.events().getLast().reason()).contains("error");
        assertThat(sink.events().toString()).doesNotContain("canary");
    }

    @Test
    void makesNoChangeWhoseAttemptCannotBeRecorded() {
        sink.cutOffAfter(0);
        AtomicInteger changes = new AtomicInteger();

        assertThatThrownBy(() -> trail(true)
                        .change(caller, SECRET, "write", changes::incrementAndGet, r -> new AuditTrail.Done("v2")))
                .isInstanceOf(AuditUnavailable.class);

        assertThat(changes).hasValue(0);
    }

    @Test
    void doesNotRefuseAChangeThatHasHappened() {
        sink.cutOffAfter(1);
        AuditTrail trail = trail(true);

        String result = trail.change(caller, SECRET, "write", () -> "v2", AuditTrail.Done::new);

        assertThat(result).isEqualTo("v2");
        assertThat(trail.lost()).isEqualTo(1);
        assertThat(sink.told()).containsExactly("secret:write ATTEMPT");
    }

    @Test
    void makesAChangeWithoutARecordWhereNoneIsRequired() {
        sink.cutOffAfter(0);
        AuditTrail trail = trail(false);

        assertThat(trail.<String>change(caller, SECRET, "write", () -> "v2", AuditTrail.Done::new))
                .isEqualTo("v2");

        assertThat(trail.lost()).isEqualTo(2);
    }

    @Test
    void recordsEachObjectThatAChangeOfManyWrote() {
        AuditTrail trail = trail(true);

        trail.wrote(caller, List.of(new AuditTrail.Written(SECRET, "v1"), new AuditTrail.Written(SECRET, "v2")));
        trail.wrote(caller, List.of());
        sink.cutOffAfter(0);
        trail.wrote(caller, List.of(new AuditTrail.Written(SECRET, "v3")));

        assertThat(sink.told()).containsExactly("secret:write SUCCESS", "secret:write SUCCESS");
        assertThat(trail.lost()).isEqualTo(1);
    }
}
