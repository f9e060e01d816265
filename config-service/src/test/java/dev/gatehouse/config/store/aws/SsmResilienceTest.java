package dev.gatehouse.config.store.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the parameter store does when Parameter Store is slow, busy, broken or unwilling. */
class SsmResilienceTest {
    private static final String READ = "AmazonSSM.GetParameters";
    private static final String WRITE = "AmazonSSM.PutParameter";
    private static final String DELETE = "AmazonSSM.DeleteParameter";
    private static final String CANARY = "canary-40aa-value";
    private static final ParameterPath PATH = ParameterPath.of("acme/prod/x");
    private static final ResponseDefinitionBuilder FOUND = Wire.ok("{\"Parameters\":[{\"Name\":\"/acme/prod/x\","
            + "\"Type\":\"String\",\"Value\":\"1\",\"Version\":3,\"LastModifiedDate\":1.5E9}]}");
    private static final ResponseDefinitionBuilder THROTTLED =
            Wire.error(400, "ThrottlingException", "Rate exceeded: " + CANARY);
    private static final ResponseDefinitionBuilder BROKEN = Wire.error(500, "InternalServerError", CANARY);
    private static final ResponseDefinitionBuilder WRITTEN = Wire.ok("{\"Version\":4,\"Tier\":\"Standard\"}");

    private final Wire wire = new Wire();
    private final ParameterStore store = wire.parameters(Wire.QUICK, Fakes.OPEN_DOOR);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void readsAgainWhereItWasThrottled() {
        wire.answer(READ, THROTTLED, BROKEN, FOUND);

        assertThat(store.getAll(Set.of(PATH))).containsOnlyKeys(PATH);
        assertThat(wire.count(READ)).isEqualTo(3);
    }

    @Test
    void givesUpAfterItsAttempts() {
        wire.answer(READ, THROTTLED);

        StoreException failure =
                catchThrowableOfType(StoreException.Unavailable.class, () -> store.getAll(Set.of(PATH)));

        assertThat(wire.count(READ)).isEqualTo(3);
        assertThat(Wire.printed(failure)).doesNotContain(CANARY);
    }

    @Test
    void readsAgainWhereAnAttemptTookTooLong() {
        AwsClientSettings impatient = new AwsClientSettings(
                Duration.ofSeconds(30), Duration.ofMillis(1_500), 2, Duration.ofMillis(1), Duration.ofMillis(1));
        wire.answer(READ, late(), FOUND);

        assertThat(wire.parameters(impatient, Fakes.OPEN_DOOR).getAll(Set.of(PATH)))
                .containsOnlyKeys(PATH);
        assertThat(wire.count(READ)).isEqualTo(2);
    }

    @Test
    void isUnavailableOnceItsDeadlineHasPassed() {
        AwsClientSettings impatient = new AwsClientSettings(
                Duration.ofMillis(300), Duration.ofMillis(200), 100, Duration.ofMillis(1), Duration.ofMillis(1));
        wire.answer(READ, late());

        assertThatThrownBy(() -> wire.parameters(impatient, Fakes.OPEN_DOOR).getAll(Set.of(PATH)))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("no answer in time");
        assertThat(wire.count(READ)).isLessThan(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK"})
    void isUnavailableWhereTheConnectionBreaks(Fault fault) {
        wire.answer(READ, aResponse().withFault(fault));

        assertThatThrownBy(() -> store.getAll(Set.of(PATH))).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void isUnavailableWhereNobodyListens() {
        wire.close();

        assertThatThrownBy(() -> store.getAll(Set.of(PATH))).isInstanceOf(StoreException.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, Denied",
        "InvalidKeyId, Denied",
        "ExpiredTokenException, Denied",
        "ValidationException, Rejected"
    })
    void asksOnceWhereItIsRefused(String code, String kind) {
        wire.answer(READ, Wire.error(400, code, "not with " + CANARY));

        StoreException failure = catchThrowableOfType(StoreException.class, () -> store.getAll(Set.of(PATH)));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(Wire.printed(failure)).doesNotContain(CANARY);
        assertThat(wire.count(READ)).isEqualTo(1);
    }

    @Test
    void asksNothingWhileTheBreakerIsOpen() {
        CircuitBreakerGuard breaker =
                new CircuitBreakerGuard("Parameter Store", new BreakerSettings(2, 1, Duration.ofHours(1), 1), s -> {});
        ParameterStore guarded = wire.parameters(Wire.QUICK, breaker);
        wire.answer(READ, BROKEN);
        assertThatThrownBy(() -> guarded.getAll(Set.of(PATH))).isInstanceOf(StoreException.Unavailable.class);
        assertThatThrownBy(() -> guarded.getAll(Set.of(PATH))).isInstanceOf(StoreException.Unavailable.class);
        int before = wire.count(READ);

        assertThatThrownBy(() -> guarded.getAll(Set.of(PATH))).isInstanceOf(StoreException.Unavailable.class);

        assertThat(before).isEqualTo(6);
        assertThat(wire.count(READ)).isEqualTo(before);
    }

    @Test
    void writesAgainWhereItWasThrottled() {
        wire.answer(WRITE, THROTTLED, Wire.error(400, "TooManyUpdates", "busy"), WRITTEN);

        assertThat(write()).isEqualTo(new WriteResult.Written(4, Wire.NOW));
        assertThat(wire.count(WRITE)).isEqualTo(3);
    }

    @Test
    void writesOnceWhereTheWriteMayHaveHappened() {
        wire.answer(WRITE, BROKEN, WRITTEN);

        StoreException failure = catchThrowableOfType(StoreException.Unavailable.class, this::write);

        assertThat(wire.count(WRITE)).isEqualTo(1);
        assertThat(Wire.printed(failure)).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void writesOnceWhereTheConnectionBreaks(Fault fault) {
        wire.answer(WRITE, aResponse().withFault(fault), WRITTEN);

        assertThatThrownBy(this::write).isInstanceOf(StoreException.Unavailable.class);
        assertThat(wire.count(WRITE)).isEqualTo(1);
    }

    @Test
    void deletesOnceWhereTheDeleteMayHaveHappened() {
        wire.answer(DELETE, BROKEN, Wire.error(400, "ParameterNotFound", "gone"));

        assertThatThrownBy(() -> store.delete(PATH, Precondition.NONE)).isInstanceOf(StoreException.Unavailable.class);
        assertThat(wire.count(DELETE)).isEqualTo(1);
    }

    @Test
    void repeatsNoValueThatAwsQuotesInARefusal() {
        wire.answer(WRITE, Wire.error(400, "ValidationException", "Value '" + CANARY + "' at 'value' failed"));

        StoreException failure = catchThrowableOfType(StoreException.Rejected.class, this::write);

        assertThat(Wire.printed(failure)).doesNotContain(CANARY).contains(PATH.value());
        assertThat(wire.bodies(WRITE).getFirst()).contains(CANARY);
    }

    @ParameterizedTest
    @CsvSource({"ParameterLimitExceeded, Full", "HierarchyTypeMismatchException, Rejected"})
    void tellsALimitFromARule(String code, String kind) {
        wire.answer(WRITE, Wire.error(400, code, "no"));

        StoreException failure = catchThrowableOfType(StoreException.class, this::write);

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    }

    private WriteResult write() {
        return store.put(PATH, ParameterValue.secure(CANARY), Precondition.NONE);
    }

    private static ResponseDefinitionBuilder late() {
        return Wire.ok("{\"Parameters\":[]}").withFixedDelay(4_000);
    }
}
