package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.service.failure.InvalidName;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedTokensTest {
    private static final Duration TTL = Duration.ofDays(1);

    private final RecordingSink sink = new RecordingSink();
    private final MutableClock clock = new MutableClock();
    private final MemoryTokenStore store = new MemoryTokenStore();
    private final AtomicInteger ids = new AtomicInteger();
    private final GuardedTokens tokens = new GuardedTokens(
            new TokenService(
                    store,
                    () -> Policies.reading("reader"),
                    new SecureRandom(),
                    clock,
                    TokenService.DEFAULT_MAX_TTL,
                    id -> {}),
            new AuditTrail("demo-service", sink, true, () -> "event-" + ids.incrementAndGet(), clock));
    private final Caller all = FixedGrants.all().caller();

    @Test
    void refusesBeforeItLooksAnythingUp() {
        Caller reader = FixedGrants.only(Words.READ, "token:").caller();

        assertThatThrownBy(() -> tokens.mint(reader, "build", Set.of("reader"), TTL))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tokens.list(reader)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tokens.revoke(reader, "abc")).isInstanceOf(Forbidden.class);

        assertThat(store.stored).isEmpty();
        assertThat(sink.told()).hasSize(3).containsOnly("token:admin DENIED");
    }

    @Test
    void mintsBetweenTwoRecordsThatHoldTheIdAndNotTheToken() {
        MintedToken minted = tokens.mint(all, "build", Set.of("reader"), TTL);

        assertThat(sink.told()).containsExactly("token:mint ATTEMPT", "token:mint SUCCESS");
        assertThat(sink.events().getLast().version()).contains(minted.summary().id());
        assertThat(sink.events().toString()).doesNotContain(minted.reveal());
        assertThat(tokens.list(all)).containsExactly(minted.summary());
    }

    @Test
    void mintsNothingThatCannotBeRecorded() {
        sink.cutOffAfter(0);

        assertThatThrownBy(() -> tokens.mint(all, "build", Set.of("reader"), TTL))
                .isInstanceOf(AuditUnavailable.class);

        assertThat(store.stored).isEmpty();
    }

    @Test
    void recordsAMintingThatIsNotAllowedAsFailed() {
        assertThatThrownBy(() -> tokens.mint(all, "build", Set.of("nobody"), TTL))
                .isInstanceOf(InvalidName.class);

        assertThat(sink.told()).containsExactly("token:mint ATTEMPT", "token:mint FAILURE");
    }

    @Test
    void revokesBetweenTwoRecords() {
        String id = tokens.mint(all, "build", Set.of("reader"), TTL).summary().id();

        assertThat(tokens.revoke(all, id).orElseThrow().revokedAt()).contains(clock.instant());
        assertThat(tokens.revoke(all, "aaaaaaaaaaaa")).isEmpty();

        assertThat(sink.told().subList(2, 6))
                .containsExactly(
                        "token:revoke ATTEMPT", "token:revoke SUCCESS", "token:revoke ATTEMPT", "token:revoke FAILURE");
        assertThat(sink.events()).last().extracting(AuditEvent::reason).isEqualTo(Optional.of("not-found"));
    }
}
