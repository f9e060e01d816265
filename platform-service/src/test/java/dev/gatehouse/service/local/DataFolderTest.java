package dev.gatehouse.service.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    private final Path parent;
    private final Path path;

    DataFolderTest(@TempDir Path parent) {
        this.parent = parent;
        this.path = parent.resolve("data");
    }

    @Test
    void createsAFolderThatOnlyItsOwnerCanOpen() throws IOException {
        Path deep = parent.resolve("a").resolve("b");

        try (DataFolder folder = DataFolder.open(deep)) {
            assertThat(folder.path()).isEqualTo(deep);
            assertThat(folder.resolve("x")).isEqualTo(deep.resolve("x"));
            assertThat(mode(deep)).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void opensAFolderAgainWhereItWasClosed() {
        DataFolder.open(path).close();

        try (DataFolder again = DataFolder.open(path)) {
            assertThat(again.path()).isEqualTo(path);
        }
    }

    @Test
    void refusesAFolderThatIsInUseHere() {
        try (DataFolder first = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(StorageRefused.class)
                    .hasMessageContaining("another process uses " + first.path());
        }
    }

    @Test
    void refusesAFolderThatAnotherProcessUsesUntilThatIsDead() throws Exception {
        try (HoldingProcess other = HoldingProcess.start(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(StorageRefused.class)
                    .hasMessageContaining("another process uses " + path);

            other.kill();

            try (DataFolder folder = DataFolder.open(path)) {
                assertThat(folder.path()).isEqualTo(path);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx---r-x", "rwx--x---", "rwx-----x", "rwxrwxrwx"})
    void refusesAFolderThatOthersCanOpen(String mode) throws IOException {
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(mode);
        assertThat(path.resolve("lock")).doesNotExist();
    }

    @Test
    void refusesALink() throws IOException {
        Path target = parent.resolve("target");
        DataFolder.open(target).close();
        Files.createSymbolicLink(path, target);

        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(path + " is a symbolic link");
    }

    @Test
    void refusesAFile() throws IOException {
        Files.createFile(path);

        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(path + " is a file");
    }

    @Test
    void refusesAFolderOfAnotherUser() throws IOException {
        DataFolder.open(path).close();
        int owner = (Integer) Files.getAttribute(path, "unix:uid");

        assertThatThrownBy(() -> DataFolder.open(path, new OwnerOnly(owner + 1)))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining("belongs to user " + owner);
    }

    @Test
    void refusesALockThatIsALink() throws IOException {
        DataFolder.open(path).close();
        Path elsewhere = Files.createFile(parent.resolve("elsewhere"));
        Files.delete(path.resolve("lock"));
        Files.createSymbolicLink(path.resolve("lock"), elsewhere);

        assertThatThrownBy(() -> DataFolder.open(path)).isInstanceOf(StorageRefused.class);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
