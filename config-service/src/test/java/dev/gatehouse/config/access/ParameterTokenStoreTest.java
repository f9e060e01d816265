package dev.gatehouse.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.FakeParameterStore;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.service.access.TokenStore;
import dev.gatehouse.service.access.TokenStoreContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParameterTokenStoreTest extends TokenStoreContract {
    private static final String ID = "AAAAAAAAAAA1";
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeParameterStore parameters = new FakeParameterStore(() -> Instant.EPOCH);

    @Override
    protected TokenStore open() {
        return new ParameterTokenStore(parameters, "aurora");
    }

    @Override
    protected void plant(String id, String text) {
        parameters.with(path(id).value(), ParameterValue.secure(text));
    }

    @Test
    void keepsATokenAsASealedParameter() {
        open().add(token(ID));

        assertThat(parameters.listAll(new ParameterPath("/aurora")))
                .singleElement()
                .satisfies(stored -> {
                    assertThat(stored.path()).isEqualTo(path(ID));
                    assertThat(stored.value().sensitive()).isTrue();
                });
    }

    @Test
    void agreesWithSomebodyWhoRevokesAtTheSameTime() {
        TokenStore store = open();
        store.add(token(ID));
        Instant earlier = AT.minusSeconds(1);
        // Given somebody who revokes between what is read and what is written
        parameters.beforeAnswering(() -> parameters.beforeAnswering(() -> {
            parameters.beforeAnswering(() -> {});
            store.revoke(ID, earlier);
        }));

        assertThat(store.revoke(ID, AT).orElseThrow().summary().revokedAt()).contains(earlier);
    }

    @Test
    void aTokenOfOneProjectIsUnknownInAnother() {
        open().add(token(ID));

        TokenStore other = new ParameterTokenStore(parameters, "borealis");

        assertThat(other.find(ID)).isEmpty();
        assertThat(ParameterTokenStore.reserved("borealis")).isEqualTo(new ParameterPath("/borealis/_gatehouse"));
    }

    private static ParameterPath path(String id) {
        return new ParameterPath("/aurora/_gatehouse/tokens/" + id);
    }
}
