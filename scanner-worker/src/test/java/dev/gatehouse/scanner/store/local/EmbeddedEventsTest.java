package dev.gatehouse.scanner.store.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.triage.FindingAudit;
import dev.gatehouse.scanner.triage.FindingTracker;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.scanner.triage.TrackingLimits;
import dev.gatehouse.scanner.work.AllowedPlaces;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.Detector;
import dev.gatehouse.scanner.work.EventIntake;
import dev.gatehouse.scanner.work.EventTarget;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectLookup;
import dev.gatehouse.scanner.work.ObjectScanner;
import dev.gatehouse.scanner.work.ScanListener;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import dev.gatehouse.scanner.work.WorkSettings;
import dev.gatehouse.scanner.work.Worker;
import dev.gatehouse.scanner.work.Workers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a message to the ledger and the findings, over the embedded stores. */
class EmbeddedEventsTest {
    private static final Target APP = new Target("app", "ssm", "/app", Map.of());
    private static final AllowedPlaces ALLOWED = new AllowedPlaces(List.of(new AllowedPlaces.Place("ssm", "/free")));

    @TempDir
    Path folder;

    private final Parameters source = new Parameters();
    private final List<String> scanned = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private SqliteFindingStore findings;
    private SqliteScanStore store;
    private SqliteWorkQueue queue;
    private Scans scans;
    private EventIntake intake;

    @BeforeEach
    void open() {
        SqliteDatabase work = Databases.open(folder, Schema.WORK);
        findings = new SqliteFindingStore(Databases.open(folder, Schema.FINDINGS));
        store = new SqliteScanStore(work);
        queue = new SqliteWorkQueue(work, () -> Sample.NOON, this::id);
        scans = new Scans(store, queue, ScanListener.NONE, this::id, () -> Sample.NOON);
        EventIntake.Home home = new EventIntake.Home(Optional.of("111122223333"), Optional.of("eu-central-1"));
        intake = new EventIntake(scans, List.of(APP), ALLOWED, home, outcomes::add);
    }

    /** Parameters that a test sets. */
    private static final class Parameters implements TargetSource, ObjectLookup {
        final Map<String, String> values = new HashMap<>();

        @Override
        public String kind() {
            return "ssm";
        }

        @Override
        public String canonical(String location) {
            return location;
        }

        @Override
        public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
            throw ListingFailed.denied("a whole target is listed for an event");
        }

        @Override
        public Listing look(Target target, ChangedObject changed) {
            ObjectName name = ObjectName.of("ssm", changed.name());
            String value = values.getOrDefault(changed.name(), "");
            return switch (value) {
                case "" -> new Listing(List.of(), List.of(), Optional.empty());
                case "denied" ->
                    new Listing(
                            List.of(),
                            List.of(new CoverageEntry(name, new Coverage.Denied("AccessDenied"))),
                            Optional.empty());
                default ->
                    new Listing(
                            List.of(new ListedObject(name, -1, Optional.of("stamp of " + value))),
                            List.of(),
                            Optional.empty());
            };
        }

        @Override
        public InputStream open(Target target, ListedObject object) {
            return new ByteArrayInputStream(
                    values.getOrDefault(object.name().path(), "").getBytes(UTF_8));
        }
    }

    private String id() {
        return "%08d".formatted(ids.incrementAndGet());
    }

    private void workAll() {
        FindingTracker tracker = new FindingTracker(
                findings,
                new FindingAudit(events -> {}, this::id, () -> Sample.NOON),
                TrackingLimits.DEFAULT,
                () -> Sample.NOON);
        Worker worker = new Workers(
                        queue,
                        store,
                        new SqliteScanState(Databases.open(folder, Schema.WORK)),
                        scans,
                        List.of(source),
                        tracker,
                        WorkSettings.DEFAULT,
                        ScanListener.NONE)
                .worker(() -> new Detector(this::scan, "rules-1"));
        while (worker.workOnce()) {
            // Until nothing is left to take.
        }
    }

    private Coverage scan(ObjectName name, InputStream in, ObjectScanner.Opener again, FindingSink sink)
            throws IOException {
        String text = new String(in.readAllBytes(), UTF_8);
        scanned.add(name.path() + "=" + text);
        if (text.startsWith("secret")) {
            sink.found(Sample.finding(7, Location.of(name, 1, 1, 0)));
        }
        return new Coverage.Scanned(text.length());
    }

    private static String changed(String name) {
        return """
                {"detail-type": "Parameter Store Change", "source": "aws.ssm", "account": "111122223333",
                 "region": "eu-central-1", "detail": {"operation": "Update", "name": "%s"}}""".formatted(name);
    }

    private List<ScanRecord> all() {
        return store.list(Optional.of(EventTarget.NAME), Optional.empty(), 100).scans();
    }

    @Test
    void scansWhatEventsName() {
        source.values.putAll(Map.of("/app/a", "secret", "/app/b", "plain", "/app/other", "not named"));

        List<Boolean> done = intake.take(List.of(changed("/app/a"), changed("/app/b"), changed("/app/a")));
        workAll();

        assertThat(done).containsExactly(true, true, true);
        assertThat(outcomes).containsExactly("queued", "queued", "queued");
        assertThat(scanned).containsExactly("/app/a=secret", "/app/b=plain");
        assertThat(findings.find(Sample.fingerprint(7))).isPresent();
        assertThat(all()).singleElement().satisfies(scan -> {
            assertThat(scan.status()).isEqualTo(ScanStatus.COMPLETED);
            assertThat(scan.requester()).isEqualTo("event");
            assertThat(scan.counts().scanned()).isEqualTo(2);
            assertThat(scan.counts().findings()).isEqualTo(1);
        });
    }

    @Test
    void theSameContentIsNotScannedTwice() {
        source.values.put("/app/a", "plain");
        intake.take(List.of(changed("/app/a")));
        workAll();

        intake.take(List.of(changed("/app/a")));
        workAll();
        source.values.put("/app/a", "other");
        intake.take(List.of(changed("/app/a")));
        workAll();

        assertThat(scanned).containsExactly("/app/a=plain", "/app/a=other");
        assertThat(all()).extracting(scan -> scan.counts().unchanged()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void whatIsDeniedStandsInTheLedgerAndWhatIsGoneDoesNot() {
        source.values.put("/app/a", "denied");

        intake.take(List.of(changed("/app/a"), changed("/app/gone")));
        workAll();

        assertThat(all()).singleElement().satisfies(scan -> {
            assertThat(scan.status()).isEqualTo(ScanStatus.INCOMPLETE);
            assertThat(scan.counts().listed()).isEqualTo(1);
            assertThat(scan.counts().denied()).isEqualTo(1);
        });
    }

    @Test
    void whatIsConfiguredNowhereIsCountedAndDropped() {
        List<Boolean> done = intake.take(List.of(changed("/other/a"), changed("/free/a"), changed("/freedom/a")));

        assertThat(done).containsExactly(true, true, true);
        assertThat(outcomes).containsExactly("not-configured", "queued", "not-configured");
        assertThat(all())
                .singleElement()
                .satisfies(scan -> assertThat(scan.target().location()).isEqualTo("/free"));
    }

    @Test
    void foreignAccountsAndRegionsAreDropped() {
        List<Boolean> done = intake.take(List.of(
                changed("/app/a").replace("111122223333", "999999999999"),
                changed("/app/a").replace("eu-central-1", "us-east-1")));

        assertThat(done).containsExactly(true, true);
        assertThat(outcomes).containsExactly("foreign", "foreign");
        assertThat(all()).isEmpty();
    }

    @Test
    void anAccountHasTwelveDigits() {
        assertThatThrownBy(() -> new EventIntake.Home(Optional.of("11112222333"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBrokenMessageIsNotDoneWithAndStopsNoOther() {
        source.values.put("/app/a", "plain");

        List<Boolean> done = intake.take(List.of("nonsense", changed("/app/a"), "{}", changed("")));

        assertThat(done).containsExactly(false, true, false, false);
        assertThat(outcomes).containsExactly("not-json", "queued", "no-envelope", "no-object");
        assertThat(all()).hasSize(1);
    }

    @Test
    void manyObjectsAreSeveralScans() {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            bodies.add(changed("/app/" + i));
        }

        intake.take(bodies);

        assertThat(all()).hasSize(2);
    }

    @Test
    void longNamesAreSeveralScans() {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            bodies.add(changed("/app/" + i + "n".repeat(1_900)));
        }

        intake.take(bodies);

        // Each stands in it twice, as the location and as the name.
        assertThat(all()).hasSize(2);
        assertThat(all())
                .allSatisfy(
                        scan -> assertThat(scan.target().options().toString()).hasSizeLessThan(17_000));
    }

    @Test
    void hostileNamesComeToTheSourceAsTheyAre() {
        source.values.put("/app/\"\n+%41\u0000", "plain");

        intake.take(List.of(changed("/app/\\\"\\n+%41\\u0000")));
        workAll();

        assertThat(scanned).containsExactly("/app/\"\n+%41\u0000=plain");
    }
}
