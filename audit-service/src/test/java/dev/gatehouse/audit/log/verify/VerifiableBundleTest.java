package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles are sound when the log was, and what is changed in one is found. */
class VerifiableBundleTest {
    private static final int SIZE = 700;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void logOfSomeSize() {
        file = folder.resolve("bundle.zip");
        MemoryLog.write(folder.resolve("log"), SIZE, 90);
    }

    private void write(long... indexes) throws IOException {
        try (SealedLog log = MemoryLog.open(folder.resolve("log"))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            VerifiableBundle bundle = VerifiableBundle.begin(bytes, log, Map.of("query", "all of them"));
            for (long index : indexes) {
                bundle.add(index);
            }
            bundle.finish();
            Files.write(file, bytes.toByteArray());
        }
    }

    private Verdict verify() {
        return BundleVerification.verify(file, MemoryLog.TRUST);
    }

    @Test
    void eventsWithoutAGapAreSound() throws Exception {
        write(IntStream.range(0, SIZE).asLongStream().toArray());

        Verdict verdict = verify();

        assertThat(verdict)
                .isEqualTo(new Verdict.SoundBundle(
                        SIZE,
                        0,
                        false,
                        SIZE,
                        MemoryLog.read(folder.resolve("log")).checkpoint().root()));
    }

    @Test
    void eventsInAnyOrderAreSound() throws Exception {
        write(699, 3, 256, 255, 4, 511);

        Verdict verdict = verify();

        assertThat(verdict).isInstanceOfSatisfying(Verdict.SoundBundle.class, sound -> {
            assertThat(sound.events()).isEqualTo(6);
            assertThat(sound.gaps()).isTrue();
        });
    }

    @Test
    void noEventsAreSound() throws Exception {
        write();

        Verdict verdict = verify();

        assertThat(verdict).isInstanceOf(Verdict.SoundBundle.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u2028 \u0085 \ud83d\ude00", "line\nline", "\"quoted\\"})
    void anyRawTextComesThrough(String raw) throws Exception {
        add(raw.getBytes(StandardCharsets.UTF_8));
        write(SIZE);

        Verdict verdict = verify();

        assertThat(verdict).isInstanceOf(Verdict.SoundBundle.class);
        assertThat(content(VerifiableBundle.EVENTS).get(VerifiableBundle.EVENTS))
                .matches("\\p{ASCII}+");
    }

    private void add(byte[] raw) {
        try (SealedLog log = MemoryLog.open(folder.resolve("log"))) {
            log.append(List.of(MemoryLog.event(5_000, EventFormat.S3_ACCESS, raw)))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void bytesThatAreNoTextComeThrough() throws Exception {
        add(new byte[] {(byte) 0xFF, (byte) 0xC0, 0, 13});
        write(SIZE);

        Verdict verdict = verify();

        assertThat(verdict).isInstanceOf(Verdict.SoundBundle.class);
        assertThat(content(VerifiableBundle.EVENTS).get(VerifiableBundle.EVENTS))
                .contains("payload_base64");
    }

    @Test
    void anErasedEventIsToldOf() throws Exception {
        try (SealedLog log = MemoryLog.open(folder.resolve("log"))) {
            log.erase(List.of(12L));
        }
        write(11, 12, 13);

        Verdict verdict = verify();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.SoundBundle.class,
                        sound -> assertThat(sound.erased()).isEqualTo(1));
    }

    @Test
    void anEventThatIsNotCoveredIsRefused() throws Exception {
        assertThatThrownBy(() -> write(SIZE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEventTwiceIsFound() throws Exception {
        write(3, 4, 3);

        Verdict verdict = verify();

        assertThat(verdict).isEqualTo(new Verdict.Broken(new Place.OfEvent(3), "it is in the bundle twice"));
    }

    @Test
    void aBundleThatWasNotFinishedIsNotWhole() throws Exception {
        write(3, 4);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));

        Verdict verdict = verify();

        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void refusesTheCheckpointOfAnotherKey() throws Exception {
        write(3, 4);
        LogTrust other = LogTrust.of(Ed25519Signer.generate(MemoryLog.ORIGIN).verifierKey());

        Verdict verdict = BundleVerification.verify(file, other);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.place()).isEqualTo(new Place.InCheckpoint()));
    }

    @ParameterizedTest
    @CsvSource({
        "events.ndjson, number\\\":4, number\\\":5, the payload is not what its entry commits to",
        "events.ndjson, '\"index\":4', '\"index\":5', its proof does not lead from its entry to the checkpoint's root",
        "events.ndjson, '\"index\":4', '\"index\":700', the checkpoint does not cover its index",
        "events.ndjson, '\"index\":4', '\"index\":-1', it has no index",
        "events.ndjson, '\"index\":4', '\"index\":\"4\"', its index is no whole number",
        "events.ndjson, '\"index\":4', '\"index\":4,\"index\":4', it is not JSON",
        "events.ndjson, '\"index\":4', '\"index\":4,\"x\":[]', it has a field that no line of a bundle has",
        "events.ndjson, '\"salt\":', '\"erased\":true,\"salt\":', 'it is erased, and has a salt or a payload'",
        "events.ndjson, '\"proof\":[', '\"proof\":[\"aaaa\",', its proof has not 32 bytes",
        "events.ndjson, '{\"index\"', '[\"index\"', it is no JSON object",
    })
    void aChangedLineIsFound(String name, String from, String to, String what) throws Exception {
        write(4);
        change(name, text -> text.replace(from, to));

        Verdict verdict = verify();

        assertThat(verdict).isEqualTo(new Verdict.Broken(new Place.InBundle(name, 1), what));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"events\" : 1', '\"events\" : 2'",
        "'\"erased\" : 0', '\"erased\" : 1'",
        "'\"size\" : 700', '\"size\" : 701'",
        "gatehouse-bundle/1, gatehouse-bundle/2",
    })
    void aManifestOfOtherEventsIsFound(String from, String to) throws Exception {
        write(4);
        change("manifest.json", text -> text.replace(from, to));

        Verdict verdict = verify();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.place()).isEqualTo(new Place.InBundle("manifest.json", 0)));
    }

    @Test
    void aLineThatIsMissingIsFound() throws Exception {
        write(4, 5);
        change("events.ndjson", text -> text.substring(text.indexOf('\n') + 1));

        Verdict verdict = verify();

        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void anotherFileIsFound() throws Exception {
        write(4);
        Map<String, String> content = content("");
        content.put("more.txt", "more");
        zip(content);

        Verdict verdict = verify();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.what()).contains("three files"));
    }

    private void change(String name, UnaryOperator<String> change) throws IOException {
        Map<String, String> content = content(name);
        String before = String.valueOf(content.get(name));
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        content.put(name, after);
        zip(content);
    }

    private Map<String, String> content(String needed) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toArray(ZipEntry[]::new)) {
                content.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(needed.isEmpty() || content.containsKey(needed)).isTrue();
        return content;
    }

    private void zip(Map<String, String> content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> each : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
