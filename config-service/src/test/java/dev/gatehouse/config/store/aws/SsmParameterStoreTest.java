package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterStoreContract;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** Parameter Store's adapter against moto. */
class SsmParameterStoreTest extends ParameterStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyIds KEYS = new KeyIds("alias/parameters", "alias/secrets", "alias/safety");
    private static final SsmClient SSM = Moto.PATIENT
            .applyTo(Moto.client(SsmClient.builder(), Moto.endpoint()))
            .build();

    private final SsmParameterStore store = new SsmParameterStore(
            SSM,
            KEYS,
            Fakes.OPEN_DOOR,
            Moto.PATIENT,
            Executors.newVirtualThreadPerTaskExecutor(),
            InstantSource.fixed(NOW));

    @Override
    protected ParameterStore store() {
        return store;
    }

    /** The class is the sealing key's, and a plain parameter has none. */
    @Override
    protected boolean keepsDataClass(ParameterKind kind) {
        return kind == ParameterKind.SECURE_STRING;
    }

    @Override
    protected boolean ordersAcrossPages() {
        return false;
    }

    @Test
    void sealsASecureParameterUnderTheKeyOfItsClass() {
        store.put(at("a"), secure(DataClass.SAFETY), Precondition.NONE);
        store.put(at("b"), secure(DataClass.PARAMETER), Precondition.NONE);
        store.put(at("c"), ParameterValue.plain("x"), Precondition.NONE);

        assertThat(described("a").keyId()).isEqualTo("alias/safety");
        assertThat(described("b").keyId()).isEqualTo("alias/parameters");
        assertThat(described("c").keyId()).isNull();
    }

    @Test
    void tellsTheClassInListingsBatchesAndHistories() {
        store.put(at("a/x"), secure(DataClass.PARAMETER), Precondition.NONE);
        store.put(at("a/x"), secure(DataClass.SAFETY), Precondition.NONE);

        assertThat(store.listAll(at("a")))
                .extracting(SsmParameterStoreTest::dataClass)
                .containsExactly(DataClass.SAFETY);
        assertThat(store.getAll(Set.of(at("a/x"))).values())
                .extracting(SsmParameterStoreTest::dataClass)
                .containsExactly(DataClass.SAFETY);
        assertThat(store.history(at("a/x"), Optional.empty(), 10).items())
                .extracting(SsmParameterStoreTest::dataClass)
                .containsExactly(DataClass.SAFETY, DataClass.PARAMETER);
    }

    @Test
    void datesAWriteByItsClock() {
        WriteResult result = store.put(at("a"), ParameterValue.plain("x"), Precondition.NONE);

        assertThat(result).isEqualTo(new WriteResult.Written(1, NOW));
    }

    @Test
    void leavesTheValueOfAnotherProcessThatWroteInBetween() {
        store.put(at("a"), ParameterValue.plain("one"), Precondition.NONE);
        AtomicBoolean once = new AtomicBoolean();
        ExecutionInterceptor rival = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof PutParameterRequest && once.compareAndSet(false, true)) {
                    store.put(at("a"), ParameterValue.plain("theirs"), Precondition.NONE);
                }
            }
        };

        WriteResult result = store(rival).put(at("a"), ParameterValue.plain("ours"), new Precondition.Matches(1));

        assertThat(result).isEqualTo(new WriteResult.Conflict(OptionalLong.of(4)));
        assertThat(latest("a").value().text()).isEqualTo("theirs");
        assertThat(latest("a").version()).isEqualTo(4);
    }

    private static SsmParameterStore store(ExecutionInterceptor interceptor) {
        SsmClient client = Moto.PATIENT
                .applyTo(Moto.client(SsmClient.builder(), Moto.endpoint())
                        .overrideConfiguration(overrides -> overrides.addExecutionInterceptor(interceptor)))
                .build();
        return new SsmParameterStore(
                client, KEYS, Fakes.OPEN_DOOR, Moto.PATIENT, Runnable::run, InstantSource.fixed(NOW));
    }

    private ParameterMetadata described(String relative) {
        ParameterStringFilter named = ParameterStringFilter.builder()
                .key("Name")
                .option("Equals")
                .values(at(relative).value())
                .build();
        return SSM.describeParameters(request -> request.parameterFilters(named))
                .parameters()
                .getFirst();
    }

    private static ParameterValue secure(DataClass dataClass) {
        return new ParameterValue(ParameterKind.SECURE_STRING, dataClass, "x");
    }

    private static DataClass dataClass(Parameter parameter) {
        return parameter.value().dataClass();
    }
}
