package dev.gatehouse.config.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.HandOverJson;
import dev.gatehouse.client.managed.ManagedValue;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedFingerprintsTest {
    private static final String CANARY = "canary-secret-77120";
    private static final String FREE = "demo/dev/free";
    private static final String OPENAI = "demo/dev/openai";

    private final Desk desk = new Desk();
    private final Caller scanner =
            FixedGrants.only(Capabilities.FINGERPRINT, "secret:/demo").caller();

    private GuardedFingerprints fingerprints(int secrets, int values) {
        return new GuardedFingerprints(
                desk.world.secrets,
                desk.template,
                "demo",
                desk.gate,
                desk.trail,
                new FingerprintLimits(secrets, values),
                new SecureRandom());
    }

    private Optional<HandOver> handOver(Optional<String> unless) {
        return fingerprints(100, 100).handOver(scanner, unless);
    }

    private HandOver handOver() {
        return handOver(Optional.empty()).orElseThrow();
    }

    @Test
    void handsOverWhatTheValueIsKnownByAndNeverTheValue() {
        desk.world.secrets.with(FREE, 1, CANARY).with(OPENAI, 1, "{\"key\": \"" + CANARY + "-k\"}");

        HandOver made = handOver();

        String free = FakeSecretStore.version(FREE, 1).value();
        String openai = FakeSecretStore.version(OPENAI, 1).value();
        List<String> stages = List.of("AWSCURRENT");
        assertThat(made.values())
                .containsExactlyInAnyOrder(
                        ManagedValue.of(made.key(), FREE, free, stages, CANARY.getBytes(UTF_8)),
                        ManagedValue.of(made.key(), OPENAI + "#key", openai, stages, (CANARY + "-k").getBytes(UTF_8)));
        assertThat(new String(HandOverJson.write(made), UTF_8)).doesNotContain(CANARY);
        assertThat(made.toString()).doesNotContain(CANARY);
        assertThat(desk.world.secrets.stored(FREE).orElseThrow().value().revealText())
                .contains(CANARY);
    }

    @Test
    void makesAKeyForEachTime() {
        desk.world.secrets.with(FREE, 1, CANARY);

        HandOver first = handOver();
        HandOver second = handOver();

        assertThat(first.key().reveal()).isNotEqualTo(second.key().reveal());
        assertThat(first.set()).isEqualTo(second.set());
        assertThat(first.values()).doesNotContainAnyElementsOf(second.values());
    }

    @Test
    void recordsEachVersionBeforeAndWithoutItsValue() {
        desk.world.secrets.with(FREE, 1, CANARY).with(OPENAI, 1, "{\"key\": \"" + CANARY + "\"}");

        handOver();

        assertThat(desk.sink.told()).containsExactly("secret:fingerprint SUCCESS", "secret:fingerprint SUCCESS");
        assertThat(desk.sink.events())
                .extracting(AuditEvent::resource)
                .containsExactlyInAnyOrder("secret:/" + FREE, "secret:/" + OPENAI);
        assertThat(desk.sink.events().toString()).doesNotContain(CANARY);
    }

    @Test
    void handsOverNothingThatCannotBeRecorded() {
        desk.world.secrets.with(FREE, 1, CANARY);
        desk.sink.cutOffAfter(0);

        assertThatThrownBy(this::handOver).isInstanceOf(AuditUnavailable.class).hasMessageNotContaining(CANARY);
    }

    @Test
    void handsOverOnlyWhatTheCallerMayHave() {
        desk.world.secrets.with("demo/dev/a", 1, CANARY).with("demo/dev/b", 1, CANARY);
        Caller caller =
                FixedGrants.only(Capabilities.FINGERPRINT, "secret:/demo/dev/b").caller();

        HandOver made = fingerprints(1, 100).handOver(caller, Optional.empty()).orElseThrow();

        assertThat(made.values()).extracting(ManagedValue::owner).containsExactly("demo/dev/b");
    }

    @Test
    void refusesWhoMayReadButNotFingerprint() {
        desk.world.secrets.with(FREE, 1, CANARY);
        Caller reader = FixedGrants.only(Capabilities.READ, "secret:/demo").caller();

        assertThatThrownBy(() -> fingerprints(100, 100).handOver(reader, Optional.empty()))
                .isInstanceOf(Forbidden.class);

        assertThat(desk.sink.told()).containsExactly("secret:fingerprint DENIED");
    }

    @Test
    void handsOverNothingWhereThereIsNothing() {
        assertThat(handOver().values()).isEmpty();
    }

    @Test
    void saysNothingAgainOfASetThatDidNotChange() {
        desk.world.secrets.with(FREE, 1, CANARY);
        String set = handOver().set();
        int calls = desk.world.secrets.calls();

        Optional<HandOver> again = handOver(Optional.of(set));

        assertThat(again).isEmpty();
        assertThat(desk.world.secrets.calls() - calls).isEqualTo(1);
        assertThat(desk.sink.events()).hasSize(1);
    }

    @Test
    void aNewVersionIsAnotherSet() {
        desk.world.secrets.with(FREE, 1, CANARY);
        String set = handOver().set();
        desk.world.secrets.with(FREE, 2, CANARY);

        assertThat(handOver(Optional.of(set)).orElseThrow().set()).isNotEqualTo(set);
    }

    @Test
    void namesWhatDoesNotOpenAndHandsOverTheOthers() {
        desk.world.secrets.with(FREE, 1, CANARY).with("demo/dev/broken", 1, CANARY);
        desk.world.secrets.damage(
                "demo/dev/broken", new StoreException.Corrupt("does not open", new IllegalStateException("test")));

        HandOver made = handOver();

        assertThat(made.unreadable()).containsExactly("demo/dev/broken");
        assertThat(made.values()).extracting(ManagedValue::owner).containsExactly(FREE);
        assertThat(handOver(Optional.of(made.set()))).isPresent();
    }

    @Test
    void anOutageIsTheStores() {
        StoreException outage = new StoreException.Unavailable("cut off", new IllegalStateException("test"));
        desk.world.secrets.failWith(outage);

        assertThatThrownBy(this::handOver).isSameAs(outage);
    }

    @Test
    void namesWhatIsTooLong() {
        desk.world.secrets.with(FREE, 1, "x".repeat(8193)).with("demo/dev/fits", 1, "x".repeat(8192));

        HandOver made = handOver();

        assertThat(made.tooLong()).containsExactly(FREE);
        assertThat(made.values()).extracting(ManagedValue::owner).containsExactly("demo/dev/fits");
    }

    @Test
    void leavesOutWhatIsBeingDeleted() {
        desk.world.secrets.with(FREE, 1, CANARY);
        desk.world.secrets.delete(new SecretName(FREE), Duration.ofDays(7));

        assertThat(handOver().values()).isEmpty();
    }

    @Test
    void handsOverNoPartOfTooMany() {
        for (int i = 0; i < 45; i++) {
            desk.world.secrets.with("demo/dev/s" + i, 1, CANARY + i);
        }

        assertThat(fingerprints(45, 45)
                        .handOver(scanner, Optional.empty())
                        .orElseThrow()
                        .values())
                .hasSize(45);
        assertThatThrownBy(() -> fingerprints(44, 45).handOver(scanner, Optional.empty()))
                .isInstanceOf(TooManyFingerprints.class)
                .hasMessageContaining("44 secrets");
        assertThatThrownBy(() -> fingerprints(45, 44).handOver(scanner, Optional.empty()))
                .isInstanceOf(TooManyFingerprints.class)
                .hasMessageContaining("44 values");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "100001, 1", "1, 1000001"})
    void refusesLimitsThatAreNone(int secrets, int values) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FingerprintLimits(secrets, values));
        assertThat(new FingerprintLimits(100_000, 1_000_000).secrets()).isEqualTo(100_000);
    }
}
