package dev.gatehouse.config.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.delivery.ConfigDelivery.Answer;
import dev.gatehouse.config.delivery.ConfigDelivery.Body;
import dev.gatehouse.config.delivery.ConfigDelivery.NotModified;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.SnapshotId;
import dev.gatehouse.config.snapshot.World;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigDeliveryTest {
    private static final String CANARY = "canary-secret-9022";

    private final Desk desk = new Desk();
    private final ConfigDelivery delivery = desk.delivery;
    private final Caller all = FixedGrants.all().caller();

    private Optional<Answer> read(Caller caller, Optional<String> known) {
        return delivery.read(caller, World.CODER, Format.JSON, known);
    }

    private Optional<Answer> now(Caller caller, Optional<String> known) {
        return delivery.now(caller, World.CODER, Format.JSON, known);
    }

    private static Body body(Optional<Answer> answer) {
        assertThat(answer).containsInstanceOf(Body.class);
        return (Body) answer.orElseThrow();
    }

    private static String text(Body body) {
        return new String(body.rendering().body(), UTF_8);
    }

    private void withSecret() {
        desk.world.with("global/api-key", "secret:openai");
        desk.world.secrets.with("demo/dev/openai", 1, CANARY);
    }

    @Test
    void answersAPlainSnapshotWithoutARecord() {
        desk.world.with("global/size", "3");

        Body body = body(read(all, Optional.empty()));

        assertThat(text(body)).contains("\"size\":3");
        assertThat(body.stale()).isFalse();
        assertThat(desk.sink.events()).isEmpty();
        assertThat(desk.reads.contains(World.path("/demo/dev/global/size"))).isTrue();
    }

    @Test
    void hasAPlainSnapshotAtHandOnceItWasRead() {
        desk.world.with("global/size", "3");
        assertThat(now(all, Optional.empty())).isEmpty();
        Body read = body(read(all, Optional.empty()));
        int calls = desk.storeCalls();

        Body body = body(now(all, Optional.empty()));

        assertThat(body.rendering()).isSameAs(read.rendering());
        assertThat(desk.storeCalls()).isEqualTo(calls);
    }

    @Test
    void answersNotModifiedToWhoHasIt() {
        desk.world.with("global/size", "3");
        String etag = body(read(all, Optional.empty())).rendering().etag();

        assertThat(read(all, Optional.of("\"x\", W/" + etag))).containsInstanceOf(NotModified.class);
        assertThat(now(all, Optional.of(etag))).containsInstanceOf(NotModified.class);
        assertThat(read(all, Optional.of("\"x\""))).containsInstanceOf(Body.class);
    }

    @Test
    void recordsTheSecretsThatItHandsOut() {
        withSecret();
        desk.world.parameters.with("/demo/dev/global/password", ParameterValue.secure("canary-parameter"));

        Body body = body(read(all, Optional.empty()));

        assertThat(text(body)).contains(CANARY, "canary-parameter");
        assertThat(desk.sink.events())
                .extracting(AuditEvent::resource)
                .containsExactly("secret:/demo/dev/openai", "parameter:/demo/dev/global/password");
        assertThat(desk.sink.events()).allMatch(event -> event.outcome() == AuditEvent.Outcome.SUCCESS);
        assertThat(desk.sink.events().toString()).doesNotContain("canary");
        assertThat(body.toString()).doesNotContain("canary");
    }

    @Test
    void handsOutNoSecretThatCannotBeRecorded() {
        withSecret();
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(() -> read(all, Optional.empty()))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageNotContaining(CANARY);

        assertThat(desk.reads.contains(World.path("/demo/dev/global/api-key"))).isFalse();
    }

    @Test
    void handsOutNoSecretWithoutAskingForTheRecord() {
        withSecret();
        String etag = body(read(all, Optional.empty())).rendering().etag();

        assertThat(now(all, Optional.empty())).isEmpty();
        assertThat(now(all, Optional.of("\"x\""))).isEmpty();

        assertThat(now(all, Optional.of(etag))).containsInstanceOf(NotModified.class);
    }

    @Test
    void recordsNothingForWhoHasTheSecretsAlready() {
        withSecret();
        String etag = body(read(all, Optional.empty())).rendering().etag();
        desk.sink.cutOffAfter(0);

        assertThat(read(all, Optional.of(etag))).containsInstanceOf(NotModified.class);
        assertThat(now(all, Optional.of(etag))).containsInstanceOf(NotModified.class);
    }

    @Test
    void showsACallerOnlyWhatItMayRead() {
        withSecret();
        desk.world.with("global/size", "3");
        assertThat(read(all, Optional.empty())).isPresent();
        Caller other =
                FixedGrants.allBut("secret:", "parameter:/demo/dev/global/size").caller();

        Body body = body(read(other, Optional.empty()));

        assertThat(text(body)).doesNotContain(CANARY, "size").contains("not-permitted");
    }

    @Test
    void refusesAnApplicationBeforeItLooksAnythingUp() {
        withSecret();
        Caller nobody = FixedGrants.none().caller();

        assertThatThrownBy(() -> read(nobody, Optional.empty())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> delivery.offer(nobody, World.CODER)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> delivery.explain(nobody, World.CODER, "size")).isInstanceOf(Forbidden.class);

        assertThat(now(nobody, Optional.empty())).isEmpty();
        assertThat(desk.storeCalls()).isZero();
        assertThat(desk.sink.told()).hasSize(3).containsOnly("parameter:read DENIED");
    }

    @Test
    void hasNothingAtHandForWhoMayNotReadIt() {
        desk.world.with("global/size", "3");
        assertThat(read(all, Optional.empty())).isPresent();
        Caller other = FixedGrants.only(Capabilities.READ, "parameter:/demo/dev/global")
                .caller();

        assertThat(now(other, Optional.empty())).isEmpty();
        assertThatThrownBy(() -> read(other, Optional.empty())).isInstanceOf(Forbidden.class);
    }

    @Test
    void doesNotTellAnApplicationThatDoesNotExistFromOneThatMayNotBeRead() {
        Caller writer = FixedGrants.only(Capabilities.READ, "parameter:/demo/dev/agents/writer")
                .caller();
        for (SnapshotId id : new SnapshotId[] {
            World.CODER,
            new SnapshotId("dev", "nobody"),
            new SnapshotId("staging", "writer"),
            new SnapshotId("_gatehouse", "tokens")
        }) {
            assertThatThrownBy(() -> delivery.read(writer, id, Format.JSON, Optional.empty()))
                    .as(id.toString())
                    .isInstanceOf(Forbidden.class)
                    .hasMessage(new Forbidden().getMessage());
        }
        assertThat(desk.storeCalls()).isZero();
    }

    @Test
    void saysWhatDoesNotExistToWhoMayReadTheEnvironment() {
        assertThat(delivery.read(all, new SnapshotId("dev", "nobody"), Format.JSON, Optional.empty()))
                .isEmpty();
        assertThat(delivery.offer(all, new SnapshotId("staging", "coder"))).isEmpty();
        assertThat(delivery.explain(all, World.CODER, "nothing")).isEmpty();
    }

    @Test
    void refusesAnEnvironmentThatIsNoName() {
        for (String environment : new String[] {"..", "", "a b", "${x}", "dev,,prod", "dev/../prod"}) {
            assertThatThrownBy(() ->
                            delivery.read(all, new SnapshotId(environment, "coder"), Format.JSON, Optional.empty()))
                    .as(environment)
                    .isInstanceOf(InvalidName.class);
        }
        assertThat(desk.storeCalls()).isZero();
    }

    @Test
    void servesThroughAnOutageAndSaysSo() {
        withSecret();
        assertThat(read(all, Optional.empty())).isPresent();
        StoreException outage = new StoreException.Unavailable("cut off", new IllegalStateException("test"));
        desk.world.parameters.failWith(outage);
        desk.world.secrets.failWith(outage);
        desk.world.clock.advance(World.POLICY.maxStale());

        Body body = body(read(all, Optional.empty()));

        assertThat(body.stale()).isTrue();
        assertThat(body.validatedAt()).isEqualTo(desk.world.clock.instant().minus(World.POLICY.maxStale()));
        desk.world.clock.advance(java.time.Duration.ofMillis(1));
        assertThatThrownBy(() -> read(all, Optional.empty())).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void explainsWhereAValueComesFromAsFarAsTheCallerMayKnow() {
        desk.world.with("global/size", "1").with("system/size", "2").with("agents/coder/size", "3");
        Caller other = FixedGrants.allBut("parameter:/demo/dev/system").caller();

        ConfigDelivery.Explanation explanation =
                delivery.explain(other, World.CODER, "size").orElseThrow();

        assertThat(explanation.entry().layer().name()).isEqualTo("agents/coder");
        assertThat(explanation.overridden())
                .extracting(lower -> lower.layer().name())
                .containsExactly("global");
    }

    @Test
    void explainsNoKeyThatTheCallerMayNotRead() {
        desk.world.with("global/size", "1");

        assertThat(delivery.explain(
                        FixedGrants.allBut("parameter:/demo/dev/global/size").caller(), World.CODER, "size"))
                .isEmpty();
    }
}
