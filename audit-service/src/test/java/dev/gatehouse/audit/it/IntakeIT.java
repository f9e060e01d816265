package dev.gatehouse.audit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.cloudtrail.RealFiles;
import dev.gatehouse.audit.ingest.cloudtrail.Trail;
import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a watched folder, with the packaged service. */
class IntakeIT {
    private static final Path REAL = Path.of("src/test/resources/cloudtrail");
    private static final String EVENTS = "gatehouse_intake_events_total{kind=\"cloudtrail-log\",outcome=\"%s\"}";
    private static final String FILES = "gatehouse_intake_files_total{kind=\"cloudtrail-log\",outcome=\"%s\"}";

    @TempDir
    private Path temp;

    private Path data;
    private Path folder;

    @BeforeEach
    void folders() throws IOException {
        data = temp.resolve("data");
        folder = Files.createDirectory(temp.resolve("in"));
    }

    @Test
    void takesEachRecordOfRealFilesOnceAndFindsACopyOfThemToBeDuplicates() throws IOException {
        int files = copyReal("a");
        List<EventKey> keys = realKeys();
        try (ServiceProcess service = start(Map.of())) {
            service.awaitMetric(FILES.formatted("taken"), files);
            assertThat(service.metric(EVENTS.formatted("appended"))).isEqualTo(keys.size());

            copyReal("b");
            service.awaitMetric(FILES.formatted("taken"), 2 * files);

            assertThat(service.metric(EVENTS.formatted("appended"))).isEqualTo(keys.size());
            assertThat(service.metric(EVENTS.formatted("duplicate"))).isEqualTo(keys.size());
            assertThat(service.metric("gatehouse_intake_lag_seconds_count{type=\"cloudtrail\"}"))
                    .isEqualTo(keys.size());
            assertThat(service.metric("gatehouse_dead_letters_waiting")).isZero();
        }

        assertThat(names(folder)).isNotEmpty().allMatch(name -> name.startsWith("done/"));
        assertThat(cloudTrailKeys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void losesAndDoublesNothingWhenItIsKilledInTheMiddle() throws IOException {
        int files = copyReal("a");
        Map<String, String> slowly = Map.of("gatehouse.intake.max-files", Integer.toString(files / 3));
        try (ServiceProcess service = start(slowly)) {
            while (service.metric(EVENTS.formatted("appended")) == 0) {
                assertThat(Thread.interrupted()).as("waited for too long").isFalse();
                Thread.onSpinWait();
            }
            service.kill();
        }
        List<String> waiting =
                names(folder).stream().filter(name -> name.startsWith("a/")).toList();
        assertThat(waiting).isNotEmpty();
        assertThat(cloudTrailKeys()).isNotEmpty().hasSizeLessThan(realKeys().size());

        try (ServiceProcess service = start(Map.of())) {
            service.awaitMetric("gatehouse_intake_files_total", waiting.size());
            assertThat(service.metric("gatehouse_dead_letters_waiting")).isZero();
        }

        assertThat(cloudTrailKeys()).containsExactlyInAnyOrderElementsOf(realKeys());
    }

    @Test
    void putsAFileThatCantBeReadAsideAndSaysWhy() throws IOException {
        String name = "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
        byte[] member = Gzips.member("{\"Records\":[]}".getBytes(UTF_8));
        put(name, Gzips.concat(member, member));
        put("readme.txt", "hello".getBytes(UTF_8));
        try (ServiceProcess service = start(Map.of())) {
            service.awaitMetric("gatehouse_dead_letters_waiting", 1);

            Response letters = new Api(service).admin().get("/v1/dead-letters");

            letters.then()
                    .statusCode(200)
                    .body("letters.file", contains(name))
                    .body("letters.error", contains("second-gzip-member"));
        }
        assertThat(folder.resolve("failed").resolve(name + ".reason")).content().startsWith("second-gzip-member: ");
        assertThat(folder.resolve("failed").resolve("readme.txt")).exists();
    }

    @Test
    void takesRecordsOfTheAllowedAccountsOnly() throws IOException {
        int files = copyReal("a");
        try (ServiceProcess service = start(Map.of("gatehouse.intake.accounts", "111122223333"))) {
            service.awaitMetric("gatehouse_intake_dead_letters_total{reason=\"account-not-allowed\"}", files);
            assertThat(service.metric(EVENTS.formatted("appended"))).isZero();
        }
        assertThat(cloudTrailKeys()).isEmpty();
    }

    @Test
    void tellsWhichFilesADigestNamesAndTheLogLacks() throws IOException {
        Trail trail = new Trail();
        Trail.Written digest = trail.hours(1).getFirst();
        ObjectLocation lacking = trail.log(Trail.FIRST_HOUR, 'b');
        copy(trail, digest.location());
        try (ServiceProcess service = start(digestSettings())) {
            service.awaitMetric("gatehouse_intake_files_total{kind=\"cloudtrail-digest\",outcome=\"taken\"}", 1);

            Response answer = completeness(service, "application/json");
            Response table = completeness(service, "text/csv");

            answer.then()
                    .statusCode(200)
                    .body("complete", equalTo(false))
                    .body("hours[0].named", equalTo(2))
                    .body("hours[0].missing.size()", equalTo(2))
                    .body("hours[0].refused", empty());
            table.then().statusCode(200).contentType(containsString("text/csv"));
            assertThat(table.asString()).contains(lacking.fileName()).startsWith("\"account\",\"region\"");
        }
        assertThat(StoredLog.events(data))
                .filteredOn(event -> event.format() == EventFormat.DIGEST)
                .extracting(Event::verdict)
                .contains(DigestVerdict.VALID);
    }

    @Test
    void refusesToStartOnAFolderThatIsNotThere() {
        Map<String, String> settings = new HashMap<>(Map.of("gatehouse.mode", "local"));
        settings.put("gatehouse.intake.folder", temp.resolve("none").toString());
        try (ServiceProcess service = ServiceProcess.launch(data, settings)) {
            assertThat(service.awaitExit()).isNotZero();
            assertThat(service.output()).contains("gatehouse.intake.folder: is no folder");
        }
    }

    private Map<String, String> digestSettings() throws IOException {
        Path keys = Files.createDirectory(temp.resolve("keys"));
        Files.write(
                keys.resolve(Trail.FINGERPRINT + ".der"), Trail.KEYS.getPublic().getEncoded());
        return Map.of("gatehouse.digest.keys", keys.toString(), "gatehouse.intake.bucket", "trail");
    }

    private static Response completeness(ServiceProcess service, String type) {
        return new Api(service)
                .admin()
                .header("Accept", type)
                .get("/v1/completeness?account=" + Trail.ACCOUNT
                        + "&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z");
    }

    private ServiceProcess start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("gatehouse.intake.folder", folder.toString());
        all.put("gatehouse.intake.interval", "1s");
        return ServiceProcess.local(data, all);
    }

    private int copyReal(String below) throws IOException {
        Path target = Files.createDirectories(folder.resolve(below));
        List<Path> files;
        try (Stream<Path> all = Files.list(REAL)) {
            files = all.filter(file -> file.toString().endsWith(".gz")).toList();
        }
        for (Path file : files) {
            Files.copy(file, target.resolve(file.getFileName()));
        }
        return files.size();
    }

    private void copy(Trail trail, ObjectLocation location) throws IOException {
        StoredObject object = trail.get(location).orElseThrow();
        put(location.key(), object.bytes().copy());
        String metadata = object.metadata().entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        put(location.key() + ".metadata.json", metadata.getBytes(UTF_8));
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static List<EventKey> realKeys() {
        return RealFiles.all().stream()
                .flatMap(file -> ((CloudTrailContents.Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .map(Event::key)
                .toList();
    }

    private List<EventKey> cloudTrailKeys() {
        return StoredLog.events(data).stream()
                .filter(event -> event.format() == EventFormat.CLOUDTRAIL)
                .map(Event::key)
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
