package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterStoreContract;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteParameterStoreTest extends ParameterStoreContract {
    private Instant now = Instant.parse("2026-02-03T04:05:06.789Z");
    private final AgroalDataSource pool;
    private final EmbeddedStores stores;
    private final ParameterStore store;

    SqliteParameterStoreTest(@TempDir Path folder) throws SQLException {
        pool = EmbeddedStores.pool(folder);
        stores = EmbeddedStores.over(pool, folder, () -> now);
        store = stores.parameters();
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Override
    protected ParameterStore store() {
        return store;
    }

    @Test
    void letsExactlyOneOfRacingWritersWin() throws Exception {
        write("a", "one");

        List<WriteResult> results = race("a", new Precondition.Matches(1));

        assertThat(results).filteredOn(WriteResult.Written.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(WriteResult.Conflict.class::isInstance).hasSize(3);
        assertThat(latest("a").version()).isEqualTo(2);
    }

    @Test
    void tellsWhenAVersionWasWritten() {
        write("a", "one");
        Instant later = now.plusSeconds(60);
        now = later.plusNanos(999);

        WriteResult result = store.put(at("a"), ParameterValue.plain("two"), Precondition.NONE);

        assertThat(result).isEqualTo(new WriteResult.Written(2, later));
        assertThat(store.history(at("a"), Optional.empty(), 2).items())
                .extracting(Parameter::modifiedAt)
                .containsExactly(later, later.minusSeconds(60));
    }

    @Test
    void keepsTheNewestVersionsOnly() {
        ParameterStore three = stores.parameters(3);
        IntStream.rangeClosed(1, 4).forEach(i -> three.put(at("a"), ParameterValue.plain("" + i), Precondition.NONE));

        assertThat(three.history(at("a"), Optional.empty(), 10).items())
                .extracting(Parameter::version)
                .containsExactly(4L, 3L, 2L);
        assertThat(three.get(at("a"), new Selector.Version(1))).isEmpty();
    }

    @Test
    void refusesTheWriteThatWouldForgetALabelledVersion() {
        ParameterStore three = stores.parameters(3);
        IntStream.rangeClosed(1, 3).forEach(i -> three.put(at("a"), ParameterValue.plain("" + i), Precondition.NONE));
        three.label(at("a"), 1, Set.of("live"));

        assertThatThrownBy(() -> three.put(at("a"), ParameterValue.plain("4"), Precondition.NONE))
                .isInstanceOf(StoreException.Rejected.class)
                .hasMessageContaining("version 1");
        assertThat(latest("a").version()).isEqualTo(3);

        three.label(at("a"), 2, Set.of("live"));
        assertThat(three.put(at("a"), ParameterValue.plain("4"), Precondition.NONE))
                .isInstanceOf(WriteResult.Written.class);
        assertThat(three.get(at("a"), new Selector.Label("live"))).isPresent();
    }

    @Test
    void refusesAHistorysCursorThatItDidNotGive() {
        write("a", "one");

        for (String cursor : List.of("", "!", "MA", "LTE", "eA", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw")) {
            assertThatThrownBy(() -> store.history(at("a"), Optional.of(cursor), 10))
                    .as("cursor '%s'", cursor)
                    .isInstanceOf(InvalidName.class);
        }
    }

    @Test
    void refusesTheCursorOfAnotherListing() {
        write("tree/a", "x");
        write("tree/b", "x");
        String cursor = store.list(at("tree"), true, Optional.empty(), 1).next().orElseThrow();

        assertThatThrownBy(() -> store.list(at("other"), true, Optional.of(cursor), 1))
                .isInstanceOf(InvalidName.class);
    }

    @Test
    void refusesAnEmptyPageALabelThatIsNoneAndToKeepNothing() {
        assertThatThrownBy(() -> store.list(root, true, Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.label(at("a"), 1, Set.of("1st"))).isInstanceOf(InvalidName.class);
        assertThatThrownBy(() -> stores.parameters(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWhileAWriteIsUnderWay() {
        write("a", "one");

        Optional<Parameter> read = stores.database().write("hold the turn", connection -> {
            connection.prepareStatement("DELETE FROM parameter").executeUpdate();
            return store.get(at("a"), Selector.LATEST);
        });

        assertThat(read).isPresent();
        assertThat(store.get(at("a"), Selector.LATEST)).isEmpty();
    }
}
