package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.verify.MemoryLog.Found;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.Hash;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed in tiles and checkpoints is found, and the first place of it is told. */
class BrokenTilesTest extends ChangedLog {
    @ParameterizedTest
    @CsvSource({
        "tile/0/000, hash",
        "tile/0/001, hash",
        "tile/0/002.p/188, hash",
        "tile/1/000.p/2, hash",
        "tile/entries/000, entry",
        "tile/entries/002.p/188, entry"
    })
    void aBitOfATile(String path, String item) {
        log.path(path)[40] ^= 1;

        broken(new Place.InTile(path), "byte 40 is not as computed, in " + item + (item.equals("hash") ? " 1" : " 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/002.p/188", "tile/1/000.p/2", "tile/entries/001"})
    void aTileThatIsMissing(String path) {
        log.files.remove(path);

        broken(new Place.InTile(path), "it is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/002.p/188", "tile/entries/001"})
    void bytesAfterATile(String path) {
        byte[] bytes = log.path(path);
        log.files.put(path, Arrays.copyOf(bytes, bytes.length + 1));

        broken(new Place.InTile(path), "bytes follow its last " + (path.contains("entries") ? "entry" : "hash"));
    }

    @Test
    void aTileThatIsCutOff() {
        log.files.put("tile/0/001", Arrays.copyOf(log.path("tile/0/001"), 33));

        broken(new Place.InTile("tile/0/001"), "it ends inside hash 1");
    }

    @Test
    void theFirstOfTwoFaultsIsTold() {
        log.path("tile/0/000")[0] ^= 1;
        Found found = log.find(600);
        log.flip(found.segment(), found.salt());

        broken(new Place.InTile("tile/0/000"), "byte 0 is not as computed, in hash 0");
    }

    @Test
    void anotherRootThatIsSigned() {
        log.sign(MemoryLog.ORIGIN, SIZE, Hash.of(new byte[32]), MemoryLog.SIGNER);

        broken(new Place.InCheckpoint(), "its root is not that of the events stored");
    }

    @Test
    void aCheckpointOfMoreEventsThanThereAre() {
        log.sign(MemoryLog.ORIGIN, SIZE + 1, log.checkpoint().root(), MemoryLog.SIGNER);

        broken(new Place.InSegment(SIZE, 0, SIZE), "the next segment does not begin with this event");
    }

    @Test
    void aCheckpointOfAnotherKey() {
        Ed25519Signer other = Ed25519Signer.generate(MemoryLog.ORIGIN);
        log.sign(MemoryLog.ORIGIN, SIZE, log.checkpoint().root(), other);

        broken(new Place.InCheckpoint(), "it is not signed by the key " + MemoryLog.SIGNER.verifierKey());
    }

    @Test
    void aCheckpointOfAnotherLog() {
        log.sign("example.com/other", SIZE, log.checkpoint().root(), MemoryLog.SIGNER);

        broken(new Place.InCheckpoint(), "it is of another log than " + MemoryLog.ORIGIN);
    }

    @Test
    void aCheckpointThatIsMissing() {
        log.files.remove("checkpoint");

        broken(new Place.InCheckpoint(), "it is missing");
    }
}
