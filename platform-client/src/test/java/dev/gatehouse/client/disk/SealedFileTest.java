package dev.gatehouse.client.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CONTENT = "canary content".getBytes(UTF_8);

    @TempDir
    private Path temporary;

    private OwnFolder folder;
    private SnapshotKey key;

    @BeforeEach
    void open() throws IOException {
        folder = OwnFolder.at(temporary.resolve("data"));
        key = SnapshotKey.in(folder, SnapshotKey.FILE, RANDOM);
    }

    @Test
    void givesBackWhatWasSealed() throws IOException {
        file("x", key).seal(CONTENT);

        assertThat(file("x", key).open())
                .isInstanceOfSatisfying(
                        Opened.Content.class,
                        content -> assertThat(content.bytes()).isEqualTo(CONTENT));
    }

    @Test
    void hidesTheContentFromWhoHasNoKey() throws IOException {
        file("x", key).seal(CONTENT);

        assertThat(new String(Files.readAllBytes(path()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("GHSF\u0001")
                .doesNotContain("canary");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(file("x", key).open()).isEqualTo(new Opened.Absent());
    }

    @Test
    void refusesAFileWithAnyBitChangedAndEachShorterOne() throws IOException {
        file("x", key).seal(CONTENT);
        byte[] sealed = Files.readAllBytes(path());

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(path(), changed);
            assertThat(file("x", key).open()).as("bit %s", bit).isInstanceOf(Opened.Refused.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            Files.write(path(), Arrays.copyOf(sealed, length));
            assertThat(file("x", key).open()).as("%s bytes", length).isInstanceOf(Opened.Refused.class);
        }
    }

    @Test
    void refusesAFileThatWasSealedForSomethingElseOrWithAnotherKey() throws IOException {
        file("config dev/coder", key).seal(CONTENT);

        Opened refused = new Opened.Refused("it is damaged, or was sealed with another key or for something else");
        assertThat(file("config dev/researcher", key).open()).isEqualTo(refused);
        assertThat(file("config dev/coder", SnapshotKey.of(new byte[32])).open())
                .isEqualTo(refused);
    }

    @Test
    void usesAnotherNonceEachTime() throws IOException {
        file("x", key).seal(CONTENT);
        byte[] first = Files.readAllBytes(path());
        file("x", key).seal(CONTENT);

        assertThat(Files.readAllBytes(path())).isNotEqualTo(first);
    }

    @Test
    void keepsEverythingForItsOwner() throws IOException {
        file("x", key).seal(CONTENT);

        assertThat(mode(temporary.resolve("data"))).isEqualTo("rwx------");
        assertThat(mode(path())).isEqualTo("rw-------");
        assertThat(mode(folder.path(SnapshotKey.FILE))).isEqualTo("rw-------");
        assertThat(temporary.resolve("data")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void refusesAFolderAFileAndAKeyThatOthersMayRead() throws IOException {
        file("x", key).seal(CONTENT);
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(folder.path(SnapshotKey.FILE), PosixFilePermissions.fromString("rw----r--"));

        assertThat(file("x", key).open())
                .isInstanceOfSatisfying(
                        Opened.Refused.class,
                        refused -> assertThat(refused.why()).contains("chmod 600"));
        assertThatThrownBy(() -> SnapshotKey.in(folder, SnapshotKey.FILE, RANDOM))
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(temporary.resolve("data"), PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> OwnFolder.at(temporary.resolve("data"))).hasMessageContaining("chmod 700");
    }

    @Test
    void takesTheKeyThatIsThere() throws IOException {
        file("x", key).seal(CONTENT);

        SnapshotKey again = SnapshotKey.in(folder, SnapshotKey.FILE, RANDOM);

        assertThat(file("x", again).open()).isInstanceOf(Opened.Content.class);
        assertThat(again).hasToString("SnapshotKey[redacted]");
    }

    @Test
    void refusesAKeyOfAnotherLength() throws IOException {
        Files.write(folder.path(SnapshotKey.FILE), new byte[31]);

        assertThatThrownBy(() -> SnapshotKey.in(folder, SnapshotKey.FILE, RANDOM))
                .hasMessageContaining("has 32 bytes, not 31");
        Files.write(folder.path(SnapshotKey.FILE), new byte[33]);
        assertThatThrownBy(() -> SnapshotKey.in(folder, SnapshotKey.FILE, RANDOM))
                .hasMessageContaining("more than 32");
        assertThatIllegalArgumentException().isThrownBy(() -> SnapshotKey.of(new byte[33]));
    }

    @Test
    void doesNotFollowALinkThatSomebodyPutThere() throws IOException {
        Path elsewhere = Files.write(temporary.resolve("elsewhere"), CONTENT);
        Files.createSymbolicLink(path(), elsewhere);

        assertThat(file("x", key).open()).isInstanceOf(Opened.Refused.class);
        file("x", key).seal(CONTENT);
        assertThat(elsewhere).hasBinaryContent(CONTENT);
        assertThat(path()).isRegularFile();
    }

    private SealedFile file(String label, SnapshotKey sealedWith) {
        return new SealedFile(folder, "sealed", label, sealedWith, RANDOM);
    }

    private Path path() {
        return folder.path("sealed");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
