package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.service.failure.StoreException;
import dev.gatehouse.service.local.OwnerOnly;
import dev.gatehouse.service.local.StorageRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
    private static final byte[] PLAINTEXT = bytes("canary-5e1f");
    private static final byte[] OWNER = bytes("parameter /a 1");

    private final Path folder;
    private final Path file;

    KeyringTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("keyring.json");
    }

    @ParameterizedTest
    @EnumSource(DataClass.class)
    void opensWhatItSealedAfterARestart(DataClass dataClass) {
        byte[] sealed = Keyring.loadOrCreate(file).seal(dataClass, PLAINTEXT, OWNER);

        byte[] opened = Keyring.loadOrCreate(file).open(dataClass, sealed, OWNER);

        assertThat(opened).isEqualTo(PLAINTEXT);
        assertThat(sealed).hasSize(PLAINTEXT.length + 33);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    }

    @Test
    void sealsTheSameBytesDifferentlyEachTime() {
        Keyring keyring = Keyring.loadOrCreate(file);

        assertThat(keyring.seal(DataClass.SECRET, PLAINTEXT, OWNER))
                .isNotEqualTo(keyring.seal(DataClass.SECRET, PLAINTEXT, OWNER));
    }

    @Test
    void opensNothingThatWasSealedForSomethingElse() {
        Keyring keyring = Keyring.loadOrCreate(file);
        byte[] sealed = keyring.seal(DataClass.SECRET, PLAINTEXT, OWNER);

        assertThatThrownBy(() -> keyring.open(DataClass.SECRET, sealed, bytes("parameter /b 1")))
                .isInstanceOf(StoreException.Corrupt.class);
        assertThatThrownBy(() -> keyring.open(DataClass.SAFETY, sealed, OWNER))
                .isInstanceOf(StoreException.Corrupt.class);
        assertThatThrownBy(() -> keyring.open(DataClass.SECRET, new byte[0], OWNER))
                .isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void opensNothingThatWasSealedUnderOtherKeys() {
        byte[] sealed = Keyring.loadOrCreate(folder.resolve("other.json")).seal(DataClass.SECRET, PLAINTEXT, OWNER);
        Keyring keyring = Keyring.loadOrCreate(file);

        assertThatThrownBy(() -> keyring.open(DataClass.SECRET, sealed, OWNER))
                .isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void createsAFileThatOnlyItsOwnerCanReadAndNothingBesideIt() throws IOException {
        Keyring keyring = Keyring.loadOrCreate(file);

        assertThat(mode(file)).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(keyring.toString()).isEqualTo("Keyring[redacted]");
    }

    @Test
    void givesRacingCreatorsTheSameKeys() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Keyring>> racing = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                racing.add(threads.submit(() -> {
                    start.await();
                    return Keyring.loadOrCreate(file);
                }));
            }
            start.countDown();

            byte[] sealed = racing.getFirst().get().seal(DataClass.SECRET, PLAINTEXT, OWNER);
            for (Future<Keyring> keyring : racing) {
                assertThat(keyring.get().open(DataClass.SECRET, sealed, OWNER)).isEqualTo(PLAINTEXT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw-rw-rw-"})
    void refusesAFileThatOthersCanOpen(String mode) throws IOException {
        Keyring.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> Keyring.loadOrCreate(file))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(mode);
    }

    @Test
    void refusesAFileOfAnotherUser() throws IOException {
        Keyring.loadOrCreate(file);
        int owner = (Integer) Files.getAttribute(file, "unix:uid");

        assertThatThrownBy(() -> Keyring.loadOrCreate(file, new OwnerOnly(owner + 1)))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("belongs to user " + owner);
    }

    @Test
    void refusesALinkEvenToAGoodFile() throws IOException {
        Path target = folder.resolve("target.json");
        Keyring.loadOrCreate(target);
        Files.createSymbolicLink(file, target);

        assertThatThrownBy(() -> Keyring.loadOrCreate(file))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(file + " is a symbolic link");
    }

    @Test
    void createsNothingWhereALinkLeadsNowhere() throws IOException {
        Path target = folder.resolve("target.json");
        Files.createSymbolicLink(file, target);

        assertThatThrownBy(() -> Keyring.loadOrCreate(file)).isInstanceOf(StorageRefused.class);

        assertThat(target).doesNotExist();
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectory(file);

        assertThatThrownBy(() -> Keyring.loadOrCreate(file))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(file + " is a folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary-5e1f",
                "{canary-5e1f",
                "[]",
                "null",
                "{\"format\":\"canary-5e1f\"}",
                "{\"format\":\"gatehouse-keyring/1\"}",
                "{\"format\":\"gatehouse-keyring/1\",\"keysets\":{\"PARAMETER\":\"canary-5e1f\"}}",
                "{\"format\":\"gatehouse-keyring/1\",\"keysets\":{\"PARAMETER\":{\"primaryKeyId\":1,\"key\":["
                        + "{\"keyData\":{\"value\":\"canary-5e1f\"}}]}}}"
            })
    void refusesAFileThatIsNoKeyringAndNeverQuotesIt(String content) throws IOException {
        write(content);

        assertThatThrownBy(() -> Keyring.loadOrCreate(file))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(file.toString())
                .satisfies(KeyringTest::assertQuotesNothing);
        assertThat(file).hasContent(content);
    }

    @Test
    void refusesAFileThatIsCutShortAndNeverQuotesIt() throws IOException {
        Keyring.loadOrCreate(file);
        String whole = Files.readString(file);
        String key = whole.replaceAll("(?s).*?\"value\" : \"([^\"]+)\".*", "$1");
        assertThat(key).hasSizeBetween(20, 100);

        for (int length : List.of(whole.length() - 2, whole.length() / 2, whole.indexOf(key) + 10)) {
            write(whole.substring(0, length));
            assertThatThrownBy(() -> Keyring.loadOrCreate(file))
                    .as("cut to %s", length)
                    .isInstanceOf(StorageRefused.class)
                    .satisfies(failure ->
                            assertThat(failure.toString() + failure.getCause()).doesNotContain(key.substring(0, 8)));
        }
    }

    @Test
    void refusesAKeysetWithoutAKeyOfAnyClass() throws IOException {
        Keyring.loadOrCreate(file);
        write(Files.readString(file).replace("SAFETY", "SAFTEY"));

        assertThatThrownBy(() -> Keyring.loadOrCreate(file)).isInstanceOf(StorageRefused.class);
    }

    @Test
    void readsNoMoreThanAKeyringCanHave() throws IOException {
        write("x".repeat(KeyFile.MAX_BYTES + 1));

        assertThatThrownBy(() -> Keyring.loadOrCreate(file))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining("bytes; at most");
    }

    @Test
    void readsAKeyringOfTheMostBytes() throws IOException {
        Keyring.loadOrCreate(file);
        String text = Files.readString(file);
        write(text + " ".repeat(KeyFile.MAX_BYTES - text.length()));

        byte[] sealed = Keyring.loadOrCreate(file).seal(DataClass.SECRET, PLAINTEXT, OWNER);

        assertThat(sealed).isNotEmpty();
    }

    @Test
    void refusesToStartWhereTheFileCanNotBeWritten() {
        Path nowhere = folder.resolve("missing").resolve("keyring.json");

        assertThatThrownBy(() -> Keyring.loadOrCreate(nowhere))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(nowhere.toString());
    }

    private void write(String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    private static void assertQuotesNothing(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("canary");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
