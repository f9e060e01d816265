package dev.gatehouse.scanner.response.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.Quarantine;
import dev.gatehouse.scanner.response.Quarantine.Order;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.service.failure.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderQuarantineTest {
    private static final String ITEM = "0".repeat(32);
    private static final String CANARY = "canary-value-that-leaks";

    @TempDir
    Path temp;

    private Path root;
    private Path file;

    @BeforeEach
    void leak() throws IOException {
        root = temp.toRealPath().resolve("root");
        Files.createDirectories(root.resolve("sub"));
        file = root.resolve("sub/app.env");
        Files.writeString(file, "KEY=" + CANARY + "\n");
    }

    private FolderQuarantine quarantine() throws IOException {
        QuarantineKey key = QuarantineKey.loadOrCreate(temp.resolve("quarantine.key"), new SecureRandom());
        return new FolderQuarantine(temp.resolve("kept"), key, new SecureRandom());
    }

    private ObjectName object(String path) {
        return ObjectName.of("dir:" + root, path);
    }

    private Order order(ObjectName object, String hash) {
        return new Order(
                ITEM,
                object,
                Optional.of(new Quarantine.Seen(hash, Optional.empty())),
                false,
                Sample.fingerprint(7),
                "response-1",
                "token:ada",
                Sample.NOON);
    }

    private Order order() throws IOException {
        return order(object("sub/app.env"), hash(Files.readAllBytes(file)));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> keptFiles() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("kept"))) {
            return files.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void takesAFileAndGivesItBackAsItWas() throws IOException {
        Instant modified = Instant.parse("2025-01-02T03:04:05Z");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(file, FileTime.from(modified));
        Quarantine.Taken taken = quarantine().take(order());
        assertThat(taken).isEqualTo(new Quarantine.Kept("is in quarantine"));
        assertThat(file).doesNotExist();
        assertThat(keptFiles()).containsExactly("content", "manifest.json");

        Quarantine.Returned back = quarantine().giveBack(ITEM, object("sub/app.env"));

        assertThat(back).isEqualTo(new Quarantine.Restored());
        assertThat(file).hasContent("KEY=" + CANARY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(modified);
        assertThat(keptFiles()).containsExactly("manifest.json");
        assertThat(quarantine().giveBack(ITEM, object("sub/app.env"))).isEqualTo(new Quarantine.NotKept());
    }

    @Test
    void showsNoContentInWhatItKeepsAndLetsNobodyElseIn() throws IOException {
        quarantine().take(order());

        for (Path path :
                List.of(temp.resolve("kept/" + ITEM + "/content"), temp.resolve("kept/" + ITEM + "/manifest.json"))) {
            assertThat(new String(Files.readAllBytes(path), ISO_8859_1)).doesNotContain(CANARY);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("kept"))))
                .isEqualTo("rwx------");
    }

    @Test
    void takesNothingThatHasChangedSinceItWasScanned() throws IOException {
        Order before = order();
        Files.writeString(file, "KEY=another\n");

        Quarantine.Taken taken = quarantine().take(before);

        assertThat(taken).isEqualTo(new Quarantine.Changed());
        assertThat(file).hasContent("KEY=another");
        assertThat(keptFiles()).isEmpty();
    }

    @Test
    void endsTheSameWhenItIsDoneAgain() throws IOException {
        Order order = order();
        byte[] content = Files.readAllBytes(file);
        quarantine().take(order);
        assertThat(quarantine().take(order)).isInstanceOf(Quarantine.Kept.class);
        // The process ended right before the removal.
        Files.write(file, content);

        Quarantine.Taken again = quarantine().take(order);

        assertThat(again).isInstanceOf(Quarantine.Kept.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void keepsWhatItHasWhereAnotherFileIsInItsPlace() throws IOException {
        quarantine().take(order());
        Files.writeString(file, "new");

        Quarantine.Returned back = quarantine().giveBack(ITEM, object("sub/app.env"));

        assertThat(back).isEqualTo(new Quarantine.Stays("another file is in its place"));
        assertThat(file).hasContent("new");
        assertThat(keptFiles()).contains("content");
    }

    @Test
    void touchesNothingOutsideOfItsFolder() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("a"), "x");
        Files.createSymbolicLink(root.resolve("link"), outside.toRealPath());

        Quarantine.Taken taken = quarantine().take(order(object("link/a"), hash("x".getBytes(UTF_8))));

        assertThat(taken).isEqualTo(new Quarantine.Gone());
        assertThat(outside.resolve("a")).exists();
        assertThatThrownBy(() -> quarantine().take(order(object("../outside/a"), hash("x".getBytes(UTF_8)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesNothingBackThatSomebodyAltered() throws IOException {
        quarantine().take(order());
        Path content = temp.resolve("kept/" + ITEM + "/content");
        byte[] bytes = Files.readAllBytes(content);
        bytes[bytes.length - 1] ^= 1;
        Files.write(content, bytes);

        assertThatThrownBy(() -> quarantine().giveBack(ITEM, object("sub/app.env")))
                .isInstanceOf(StoreException.Unavailable.class);

        assertThat(file).doesNotExist();
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void sealsContentOfEverySizeAndNoticesWhatIsLeftOut() throws IOException {
        SealedContent sealed = new SealedContent(QuarantineKey.of(new byte[32]), new Random(1));
        for (int size : new int[] {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20}) {
            byte[] plain = new byte[size];
            new Random(size).nextBytes(plain);
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            sealed.seal(ITEM, new ByteArrayInputStream(plain), kept);

            ByteArrayOutputStream opened = new ByteArrayOutputStream();
            sealed.open(ITEM, new ByteArrayInputStream(kept.toByteArray()), opened);

            assertThat(opened.toByteArray()).isEqualTo(plain);
            byte[] cut = Arrays.copyOf(kept.toByteArray(), kept.size() - 5);
            assertThatThrownBy(() -> sealed.open(ITEM, new ByteArrayInputStream(cut), new ByteArrayOutputStream()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sealed.open(
                            "1".repeat(32), new ByteArrayInputStream(kept.toByteArray()), new ByteArrayOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }
}
