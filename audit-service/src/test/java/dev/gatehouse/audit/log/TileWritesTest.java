package dev.gatehouse.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.FailingStorage.Kind;
import dev.gatehouse.audit.log.FailingStorage.Moment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tiles that are written several at a time. */
class TileWritesTest {
    private final FailingStorage storage = new FailingStorage();
    private final TileWrites writes = new TileWrites(storage.tiles());

    @AfterEach
    void close() {
        writes.close();
    }

    @Test
    void allTilesAreKeptWhenItReturns() {
        put(200);

        writes.complete();

        assertThat(storage.tiles).hasSize(200).containsKeys("tile/0", "tile/199");
    }

    @Test
    void holdsNoMoreThanAFew() {
        put(64);

        assertThat(storage.tiles).hasSize(64);
    }

    @Test
    void oneFailureIsToldAndTheNextRoundIsWhole() {
        storage.fail(Kind.TILE, Moment.BEFORE, 3);
        put(10);

        assertThatThrownBy(writes::complete).isInstanceOf(StorageFailed.class);

        put(10);
        writes.complete();
        assertThat(storage.tiles).hasSize(10);
    }

    @Test
    void aConflictStaysOne() {
        storage.tiles().put("tile/1", new byte[] {9});
        put(3);

        assertThatThrownBy(writes::complete).isInstanceOf(StorageConflict.class);
    }

    @Test
    void whatIsForgottenIsNotWritten() {
        put(5);

        writes.forget();

        assertThatCode(writes::complete).doesNotThrowAnyException();
        assertThat(storage.tiles).isEmpty();
    }

    private void put(int tiles) {
        for (int i = 0; i < tiles; i++) {
            writes.put("tile/" + i, new byte[] {(byte) i});
        }
    }
}
