package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.ingest.cloudtrail.DigestIntake;
import dev.gatehouse.audit.ingest.cloudtrail.DigestKeys;
import dev.gatehouse.audit.ingest.cloudtrail.Trail;
import dev.gatehouse.audit.ingest.file.FakeDeadLetters;
import dev.gatehouse.audit.ingest.file.FakeLedger;
import dev.gatehouse.audit.ingest.file.FakeLog;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.IntakeLimits;
import dev.gatehouse.audit.ingest.file.IntakeListener;
import dev.gatehouse.audit.ingest.file.LineSplitter;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.Splitters;
import dev.gatehouse.audit.ingest.file.StoredObject;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.storage.local.WatchSettings.After;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedFolderTest {
    private static final String LOG = "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
    private static final String OTHER = "111122223333_CloudTrail_us-east-1_20260301T1020Z_aB3dE6gH9jK2mN5p.json.gz";

    private final FakeLog log = new FakeLog();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeDeadLetters deadLetters = new FakeDeadLetters();

    @TempDir
    private Path root;

    @Test
    void takesAFileThatTwoScansSawAlikeAndMovesIt() throws IOException {
        WatchedFolder folder = folder(After.MOVE, 100);
        put("sub/" + LOG, "one");

        assertThat(folder.scan()).isEqualTo(new ScanReport(0, 0, 0, 1, 0, Optional.empty()));
        assertThat(folder.scan()).isEqualTo(new ScanReport(1, 0, 0, 0, 0, Optional.empty()));

        assertThat(files()).containsExactly("done/sub/" + LOG);
        assertThat(log.events).hasSize(1);
        assertThat(ledger.read.getFirst().location()).isEqualTo(ObjectLocation.ofFile("sub/" + LOG));
        assertThat(folder.scan()).isEqualTo(new ScanReport(0, 0, 0, 0, 0, Optional.empty()));
    }

    @Test
    void waitsForAFileThatGrows() throws IOException {
        WatchedFolder folder = folder(After.MOVE, 100);
        put(LOG, "one");
        folder.scan();
        put(LOG, "one\ntwo");

        assertThat(folder.scan().waiting()).isEqualTo(1);
        assertThat(folder.scan().taken()).isEqualTo(1);

        assertThat(log.events).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", LOG + ".part", ".folder/" + LOG, LOG + ".metadata.json"})
    void passesOverWhatIsNotComplete(String name) throws IOException {
        put(name, "one");

        assertThat(twoScans(folder(After.MOVE, 100))).isEqualTo(new ScanReport(0, 0, 0, 0, 0, Optional.empty()));
    }

    @Test
    void followsNoLink() throws IOException {
        Path outside = Files.createTempFile("outside", "");
        try {
            Files.write(outside, Gzips.member("one".getBytes(UTF_8)));
            Files.createSymbolicLink(root.resolve(LOG), outside);

            assertThat(twoScans(folder(After.MOVE, 100)).taken()).isZero();
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void movesARefusedFileAsideAndSaysWhy() throws IOException {
        Files.write(
                root.resolve(LOG),
                Gzips.concat(Gzips.member("one".getBytes(UTF_8)), Gzips.member("two".getBytes(UTF_8))));
        put("readme.txt", "hello");

        assertThat(twoScans(folder(After.MOVE, 100)).failed()).isEqualTo(2);

        assertThat(files())
                .containsExactly(
                        "failed/" + LOG, "failed/" + LOG + ".reason", "failed/readme.txt", "failed/readme.txt.reason");
        assertThat(root.resolve("failed/" + LOG + ".reason")).content().startsWith("second-gzip-member: ");
        assertThat(deadLetters.letters).hasSize(1);
    }

    @Test
    void replacesNothingThatIsDoneWith() throws IOException {
        WatchedFolder folder = folder(After.MOVE, 100);
        put(LOG, "one");
        twoScans(folder);
        put(LOG, "two");

        twoScans(folder);

        assertThat(files()).containsExactly("done/" + LOG, "done/" + LOG + ".2");
    }

    @Test
    void readsAFileThatACrashLeftBehindWithoutAppendingItAgain() throws IOException {
        put(LOG, "one");
        twoScans(folder(After.KEEP, 100));

        ScanReport report = twoScans(folder(After.MOVE, 100));

        assertThat(report).isEqualTo(new ScanReport(0, 1, 0, 0, 0, Optional.empty()));
        assertThat(files()).containsExactly("done/" + LOG);
        assertThat(log.events).hasSize(1);
    }

    @Test
    void leavesFilesWhereTheyAreAndReadsThemOnce() throws IOException {
        WatchedFolder folder = folder(After.KEEP, 100);
        put(LOG, "one");
        put("readme.txt", "hello");
        twoScans(folder);

        ScanReport report = twoScans(folder);

        assertThat(report).isEqualTo(new ScanReport(0, 0, 0, 0, 0, Optional.empty()));
        assertThat(files()).containsExactly(LOG, "readme.txt");
        assertThat(log.batches).hasSize(1);
    }

    @Test
    void readsAKeptFileAgainWhenItChanges() throws IOException {
        WatchedFolder folder = folder(After.KEEP, 100);
        put(LOG, "one");
        twoScans(folder);
        put(LOG, "one\ntwo");

        assertThat(twoScans(folder).taken()).isEqualTo(1);

        assertThat(log.events).hasSize(2);
    }

    @Test
    void looksAtABoundedNumberOfFilesAndComesToAllOfThem() throws IOException {
        WatchedFolder folder = folder(After.KEEP, 1);
        put(LOG, "one");
        put(OTHER, "two");

        for (int i = 0; i < 4; i++) {
            folder.scan();
        }

        assertThat(log.events).hasSize(2);
    }

    @Test
    void stopsWhereTheLogIsAwayAndTakesTheFileLater() throws IOException {
        WatchedFolder folder = folder(After.MOVE, 100);
        put(LOG, "one");
        log.fault = FakeLog.Fault.BEFORE;
        assertThat(twoScans(folder).stopped()).isPresent();
        assertThat(files()).containsExactly(LOG);
        log.fault = FakeLog.Fault.NONE;

        assertThat(folder.scan().taken()).isEqualTo(1);
    }

    @Test
    void stopsWhereDeadLettersAreFull() throws IOException {
        put(LOG, "one\n!two");
        deadLetters.full = true;

        assertThat(twoScans(folder(After.MOVE, 100)).stopped()).contains("full");

        assertThat(files()).containsExactly(LOG);
        assertThat(log.events).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        put(LOG, "x".repeat(50));
        int size = (int) Files.size(root.resolve(LOG));
        WatchSettings settings = new WatchSettings(root, Optional.empty(), After.MOVE, size - 1, 100);

        twoScans(new WatchedFolder(settings, intake(new InflationLimits(size - 1, 1_000, 100))));

        assertThat(root.resolve("failed/" + LOG + ".reason")).content().startsWith("too-large");
    }

    @Test
    void takesLogsBeforeTheDigestThatNamesThemAndMovesTheSignatureAlong() throws IOException {
        Trail trail = new Trail();
        trail.hours(1);
        for (StoredObject object : trail.objects.values()) {
            copy(object);
        }
        WatchSettings settings = new WatchSettings(root, Optional.of("trail"), After.MOVE, 1 << 20, 100);

        ScanReport report = twoScans(new WatchedFolder(settings, intake(InflationLimits.DEFAULT)));

        assertThat(report.taken()).isEqualTo(3);
        assertThat(log.events.stream().filter(event -> event.format() == EventFormat.DIGEST))
                .extracting(Event::verdict)
                .containsExactly(DigestVerdict.VALID, DigestVerdict.VALID, DigestVerdict.VALID);
        FolderTrailStore done = new FolderTrailStore(root.resolve("done"), "trail", 1 << 20);
        for (StoredObject object : trail.objects.values()) {
            assertThat(done.get(object.location())).contains(object);
        }
    }

    @Test
    void leavesADigestWhereItIsUntilItsKeyIsThere() throws IOException {
        Trail trail = new Trail();
        copy(trail.get(trail.hours(1).getFirst().location()).orElseThrow());
        List<DigestKeys> keys = new ArrayList<>(List.of((fingerprint, time) -> Optional.empty()));
        WatchedFolder folder = new WatchedFolder(
                new WatchSettings(root, Optional.of("trail"), After.MOVE, 1 << 20, 100),
                intake(
                        InflationLimits.DEFAULT,
                        (fingerprint, time) -> keys.getLast().key(fingerprint, time)));
        assertThat(twoScans(folder)).isEqualTo(new ScanReport(0, 0, 0, 1, 0, Optional.empty()));
        keys.add(Trail.keys());

        int scans = 1;
        while (folder.scan().taken() == 0) {
            scans++;
        }

        assertThat(scans).isEqualTo(WatchedFolder.DEFERRED_SCANS);
        assertThat(files()).allMatch(name -> name.startsWith("done/"));
    }

    @Test
    void failsAFileWhoseSidecarIsGarbage() throws IOException {
        put(LOG, "one");
        Files.writeString(root.resolve(LOG + ".metadata.json"), "{\"signature\":7}");

        assertThat(twoScans(folder(After.MOVE, 100)).failed()).isEqualTo(1);

        assertThat(files())
                .containsExactly("failed/" + LOG, "failed/" + LOG + ".metadata.json", "failed/" + LOG + ".reason");
    }

    @Test
    void saysThatTheFolderIsNotThere() {
        WatchSettings settings = new WatchSettings(root.resolve("none"), Optional.empty(), After.MOVE, 1, 1);

        ScanReport report = new WatchedFolder(settings, intake(InflationLimits.DEFAULT)).scan();

        assertThat(report.stopped()).contains("the folder can't be read: NoSuchFileException");
    }

    private void copy(StoredObject object) throws IOException {
        Path file = root.resolve(object.location().key());
        Files.createDirectories(file.getParent());
        Files.write(file, object.bytes().copy());
        if (!object.metadata().isEmpty()) {
            String json = object.metadata().entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                    .collect(Collectors.joining(",", "{\"Metadata\":{", "}}"));
            Files.writeString(Sidecar.of(file), json);
        }
    }

    private static ScanReport twoScans(WatchedFolder folder) {
        folder.scan();
        return folder.scan();
    }

    private void put(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Gzips.member(content.getBytes(UTF_8)));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(content.length())));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private WatchedFolder folder(After after, int maxFiles) {
        return new WatchedFolder(
                new WatchSettings(root, Optional.empty(), after, 1 << 20, maxFiles), intake(InflationLimits.DEFAULT));
    }

    private FileIntake intake(InflationLimits limits) {
        return intake(limits, Trail.keys());
    }

    private FileIntake intake(InflationLimits limits, DigestKeys keys) {
        LineSplitter splitter = new LineSplitter(EventFormat.CLOUDTRAIL);
        Inflation inflation = new Inflation(limits);
        return new FileIntake(
                inflation,
                new Splitters(splitter, splitter, splitter),
                new DigestIntake(keys, inflation, ledger),
                log,
                ledger,
                deadLetters,
                IntakeLimits.of(LogLimits.DEFAULT, Duration.ofSeconds(1)),
                IntakeListener.NONE,
                () -> LineSplitter.TIME);
    }
}
