package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.ParameterTokenStore;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.access.MintedToken;
import dev.gatehouse.service.access.PolicySet;
import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.failure.InvalidName;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardedTokensTest {
    private static final Duration TTL = Duration.ofDays(1);

    private final Desk desk = new Desk();
    private final PolicySet policies = PolicySet.of(
            new BoundedYaml(BoundedYaml.Limits.FILE)
                    .read("version: 1\npolicies:\n  reader: {rules: [{allow: [read], on: [\"parameter:/demo/**\"]}]}\n"
                            .getBytes(StandardCharsets.UTF_8)),
            Capabilities.VOCABULARY);
    private final GuardedTokens tokens = new GuardedTokens(
            new TokenService(
                    new ParameterTokenStore(desk.world.parameters, "demo"),
                    () -> policies,
                    new SecureRandom(),
                    desk.world.clock,
                    TokenService.DEFAULT_MAX_TTL,
                    id -> {}),
            desk.gate,
            desk.trail);
    private final Caller all = FixedGrants.all().caller();

    @Test
    void refusesBeforeItLooksAnythingUp() {
        Caller reader = FixedGrants.only(Capabilities.READ, "token:").caller();

        assertThatThrownBy(() -> tokens.mint(reader, "build", Set.of("reader"), TTL))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tokens.list(reader)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tokens.revoke(reader, "abc")).isInstanceOf(Forbidden.class);

        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.told()).hasSize(3).containsOnly("token:admin DENIED");
    }

    @Test
    void mintsBetweenTwoRecordsThatHoldTheIdAndNotTheToken() {
        MintedToken minted = tokens.mint(all, "build", Set.of("reader"), TTL);

        assertThat(desk.sink.told()).containsExactly("token:mint ATTEMPT", "token:mint SUCCESS");
        assertThat(desk.sink.events().getLast().version())
                .contains(minted.summary().id());
        assertThat(desk.sink.events().toString()).doesNotContain(minted.reveal());
        assertThat(tokens.list(all)).containsExactly(minted.summary());
    }

    @Test
    void mintsNothingThatCannotBeRecorded() {
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> tokens.mint(all, "build", Set.of("reader"), TTL))
                .isInstanceOf(AuditUnavailable.class);

        assertThat(desk.storeCalls()).isZero();
    }

    @Test
    void recordsAMintingThatIsNotAllowedAsFailed() {
        assertThatThrownBy(() -> tokens.mint(all, "build", Set.of("nobody"), TTL))
                .isInstanceOf(InvalidName.class);

        assertThat(desk.sink.told()).containsExactly("token:mint ATTEMPT", "token:mint FAILURE");
    }

    @Test
    void revokesBetweenTwoRecords() {
        String id = tokens.mint(all, "build", Set.of("reader"), TTL).summary().id();

        assertThat(tokens.revoke(all, id).orElseThrow().revokedAt()).contains(desk.world.clock.instant());
        assertThat(tokens.revoke(all, "aaaaaaaaaaaa")).isEmpty();

        assertThat(desk.sink.told().subList(2, 6))
                .containsExactly(
                        "token:revoke ATTEMPT", "token:revoke SUCCESS", "token:revoke ATTEMPT", "token:revoke FAILURE");
        assertThat(desk.sink.events())
                .last()
                .extracting(AuditEvent::reason)
                .isEqualTo(java.util.Optional.of("not-found"));
    }
}
