package dev.gatehouse.audit.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.cloudtrail.Trail;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folders that stand for CloudTrail's bucket and for its list of keys. */
class TrailFoldersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final PublicKey KEY = Trail.KEYS.getPublic();
    private static final byte[] SPKI = KEY.getEncoded();
    private static final byte[] PKCS1 = Arrays.copyOfRange(SPKI, 24, SPKI.length);

    @TempDir
    private Path folder;

    private Path root;
    private FolderTrailStore store;

    @BeforeEach
    void makeAFolder() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/one"), "1");
        Files.writeString(root.resolve("a/b/one.metadata.json"), "{\"Signature\":\"ff\"}");
        Files.writeString(root.resolve("a/two"), "2");
        Files.writeString(folder.resolve("secret"), "s");
        store = new FolderTrailStore(root, "trail", 10);
    }

    @Test
    void getsAFileWithItsMetadata() {
        ObjectLocation location = ObjectLocation.of("trail", "a/b/one");

        assertThat(store.get(location)).hasValueSatisfying(object -> {
            assertThat(object.bytes()).isEqualTo(ByteSlice.of("1"));
            assertThat(object.metadata()).isEqualTo(Map.of("signature", "ff"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../secret", "/etc/passwd", "a", "a//two", "a/./two", "none", "", "a\0b"})
    void hasNothingOutsideOrUnderAnotherName(String key) {
        assertThat(store.get(ObjectLocation.of("trail", key))).isEmpty();
    }

    @Test
    void hasNothingBehindLinksOrInOtherBuckets() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(root.resolve("way"), folder);

        assertThat(store.get(ObjectLocation.of("trail", "link"))).isEmpty();
        assertThat(store.get(ObjectLocation.of("trail", "way/secret"))).isEmpty();
        assertThat(store.get(ObjectLocation.of("other", "a/two"))).isEmpty();
    }

    @Test
    void listsKeysByTheirPrefix() {
        assertThat(store.keys("trail", "a/")).containsExactly("a/b/one", "a/two");
        assertThat(store.keys("trail", "a/t")).containsExactly("a/two");
        assertThat(store.keys("trail", "none/")).isEmpty();
        assertThat(store.keys("trail", "../")).isEmpty();
        assertThat(store.keys("other", "a/")).isEmpty();
    }

    @Test
    void readsAKeyInEachForm() throws IOException {
        Files.write(folder.resolve("01.der"), PKCS1);
        Files.write(folder.resolve("02.der"), SPKI);
        Files.writeString(folder.resolve("03.pem"), pem("PUBLIC KEY", SPKI));
        Files.writeString(folder.resolve("04.pem"), pem("RSA PUBLIC KEY", PKCS1));
        DigestKeyFolder keys = new DigestKeyFolder(folder);

        for (String fingerprint : new String[] {"01", "02", "03", "04"}) {
            assertThat(keys.key(fingerprint, NOW)).as(fingerprint).contains(KEY);
        }
    }

    @Test
    void knowsNoKeyThatIsNotThereOrGarbage() throws IOException {
        Files.writeString(folder.resolve("01.der"), "garbage");
        Files.writeString(folder.resolve("02.pem"), "garbage");
        Files.writeString(folder.resolve("03.pem"), pem("PRIVATE KEY", SPKI));
        Files.write(folder.resolve("04.der"), new byte[20 << 10]);
        Files.write(root.resolve("05.der"), PKCS1);
        DigestKeyFolder keys = new DigestKeyFolder(folder);

        for (String fingerprint : new String[] {"01", "02", "03", "04", "05", "root/05", "../01", ""}) {
            assertThat(keys.key(fingerprint, NOW)).as(fingerprint).isEmpty();
        }
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
