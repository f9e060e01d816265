package dev.gatehouse.service.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.access.TokenStore;
import dev.gatehouse.service.access.TokenStoreContract;
import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreTest extends TokenStoreContract {
    private static final String ID = "AAAAAAAAAAA1";

    private final Path folder;

    FileTokenStoreTest(@TempDir Path parent) {
        this.folder = parent.resolve("tokens");
    }

    @Override
    protected TokenStore open() {
        return FileTokenStore.open(folder);
    }

    @Override
    protected void plant(String id, String text) {
        try {
            Files.writeString(folder.resolve(id + ".json"), text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsRecordsWhereOnlyItsOwnerCanReadThem() throws IOException {
        open().add(token(ID));

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve(ID + ".json"))).isEqualTo("rw-------");
    }

    @Test
    void leavesNoDraftBehind() {
        open().add(token(ID));
        open().add(token(ID));
        open().revoke(ID, Instant.EPOCH);

        assertThat(folder.toFile().list()).containsExactly(ID + ".json");
    }

    @Test
    void clearsAwayWhatAKilledProcessBegan() throws IOException {
        open();
        Files.writeString(folder.resolve("." + ID + ".json.5d3e"), "{");

        TokenStore store = open();

        assertThat(store.all()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatOthersCanOpen() throws IOException {
        open();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(this::open).isInstanceOf(StorageRefused.class).hasMessageContaining("rwxr-x---");
    }

    @Test
    void refusesAFolderThatIsALink() throws IOException {
        Files.createSymbolicLink(folder, Files.createDirectory(folder.resolveSibling("elsewhere")));

        assertThatThrownBy(this::open).isInstanceOf(StorageRefused.class).hasMessageContaining("a symbolic link");
    }

    @Test
    void followsNoLinkToARecord() throws IOException {
        TokenStore store = open();
        Path elsewhere = Files.createFile(folder.resolveSibling("elsewhere"));
        Files.createSymbolicLink(folder.resolve(ID + ".json"), elsewhere);

        assertThatThrownBy(() -> store.find(ID)).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void saysThatAnEmptyRecordIsDamaged() {
        TokenStore store = open();
        plant(ID, "");

        assertThatThrownBy(() -> store.find(ID)).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void readsTheLargestRecordAndNotALargerOne() {
        TokenStore store = open();
        store.add(token(ID));
        String text = text();
        plant(ID, text + " ".repeat(FileTokenStore.MAX_BYTES - text.length()));
        assertThat(store.find(ID)).contains(token(ID));

        plant(ID, text + " ".repeat(FileTokenStore.MAX_BYTES - text.length() + 1));

        assertThatThrownBy(() -> store.find(ID))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageEndingWith("has 65537 bytes; at most 65536");
    }

    @Test
    void saysThatItIsUnavailableWhereTheFolderIsGone() throws IOException {
        TokenStore store = open();
        Files.delete(folder);

        assertThatThrownBy(() -> store.add(token(ID))).isInstanceOf(StoreException.Unavailable.class);
        assertThatThrownBy(store::all).isInstanceOf(StoreException.Unavailable.class);
    }

    private String text() {
        try {
            return Files.readString(folder.resolve(ID + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
