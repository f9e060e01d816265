package dev.gatehouse.scanner.store.local;

import static dev.gatehouse.scanner.triage.Sample.finding;
import static dev.gatehouse.scanner.triage.Sample.fingerprint;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.triage.FindingAudit;
import dev.gatehouse.scanner.triage.FindingTracker;
import dev.gatehouse.scanner.triage.TrackingLimits;
import dev.gatehouse.scanner.work.Detector;
import dev.gatehouse.scanner.work.LedgerLine;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectScanner;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.ScanListener;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.WorkSettings;
import dev.gatehouse.scanner.work.Worker;
import dev.gatehouse.scanner.work.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans from their beginning to their end, over the embedded stores. */
class EmbeddedWorkTest {
    private static final Target SRV = new Target("srv", "fake", "/srv", Map.of());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final FakeSource source = new FakeSource();
    private final List<String> scanned = new ArrayList<>();
    private final List<AuditEvent> events = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private String detection = "rules-1";
    private SqliteFindingStore findings;
    private SqliteScanStore store;
    private SqliteWorkQueue queue;
    private Scans scans;

    @BeforeEach
    void open() {
        SqliteDatabase work = Databases.open(folder, Schema.WORK);
        findings = new SqliteFindingStore(Databases.open(folder, Schema.FINDINGS));
        store = new SqliteScanStore(work);
        queue = new SqliteWorkQueue(work, () -> now, this::id);
        scans = new Scans(store, queue, ScanListener.NONE, this::id, () -> now);
    }

    private String id() {
        return "%08d".formatted(ids.incrementAndGet());
    }

    private Worker worker() {
        FindingTracker tracker = new FindingTracker(
                findings, new FindingAudit(events::addAll, this::id, () -> now), TrackingLimits.DEFAULT, () -> now);
        Workers workers = new Workers(
                queue,
                store,
                new SqliteScanState(Databases.open(folder, Schema.WORK)),
                scans,
                List.of(source),
                tracker,
                new WorkSettings(MINUTE, 3, Duration.ofSeconds(5), 100, Duration.ofSeconds(2)),
                ScanListener.NONE);
        return workers.worker(() -> new Detector(scanner(), detection));
    }

    /** Finds a secret where the content says so, and reads to the end. */
    private ObjectScanner scanner() {
        return (name, in, again, sink) -> {
            String text = new String(in.readAllBytes(), UTF_8);
            scanned.add(name.path());
            if (text.equals("poison")) {
                throw new IllegalStateException(text);
            }
            if (text.startsWith("secret ")) {
                int number = Integer.parseInt(text.substring(7));
                sink.found(finding(number, Location.of(name, 1, 1, 0)));
            }
            return new Coverage.Scanned(text.length());
        };
    }

    private void workAll() {
        Worker worker = worker();
        while (worker.workOnce()) {
            // Until nothing is left to take.
        }
    }

    private ScanRecord scan() {
        ScanRecord scan = scans.start(SRV, "token:ada");
        workAll();
        return scans.find(scan.id()).orElseThrow();
    }

    private List<LedgerLine> ledger(ScanRecord scan, String outcome) {
        return scans.ledger(scan.id(), Optional.of(outcome), Optional.empty(), 100)
                .lines();
    }

    @Test
    void scansEachObjectAndKeepsWhatItFinds() {
        for (int i = 1; i <= 7; i++) {
            source.content.put("f" + i, i == 4 ? "secret 4" : "plain " + i);
        }

        ScanRecord scan = scan();

        assertThat(scan.status()).isEqualTo(ScanStatus.COMPLETED);
        assertThat(scan.counts().scanned()).isEqualTo(7);
        assertThat(scan.counts().findings()).isEqualTo(1);
        assertThat(scanned).hasSize(7);
        assertThat(findings.find(fingerprint(4))).isPresent();
        assertThat(events).extracting(AuditEvent::action).containsExactly("finding:found");
        assertThat(queue.size()).isZero();
    }

    @Test
    void looksForEachObjectAtWhatIsLookedForNow() {
        source.content.put("f1", "plain 1");
        source.content.put("f2", "plain 2");
        source.content.put("f3", "plain 3");
        detection = "rules-1+managed-a";
        scan();
        scanned.clear();
        Worker worker = worker();
        scans.start(SRV, "token:ada");

        while (worker.workOnce()) {
            // What is looked for changes after the first object.
            detection = scanned.isEmpty() ? "rules-1+managed-b" : "rules-1+managed-c";
        }

        assertThat(scanned).hasSize(3);
        workAll();
        scan();
        assertThat(scanned).hasSize(4);
    }

    @Test
    void anEmptyTargetIsComplete() {
        assertThat(scan().status()).isEqualTo(ScanStatus.COMPLETED);
    }

    @Test
    void doesNotReadAgainWhatHasItsStamp() {
        source.content.put("a", "secret 1");
        source.stamps.put("a", "etag-1");
        scan();

        ScanRecord second = scan();

        assertThat(scanned).containsExactly("a");
        assertThat(second.counts().unchanged()).isEqualTo(1);
        assertThat(second.counts().findings()).isEqualTo(1);
    }

    @Test
    void doesNotScanAgainWhatWasOnlyTouched() {
        source.content.put("a", "secret 1");
        source.stamps.put("a", "etag-1");
        scan();
        source.stamps.put("a", "etag-2");

        scan();
        scan();

        assertThat(scanned).containsExactly("a");
    }

    @Test
    void scansAgainWhatChanged() {
        source.content.put("a", "secret 1");
        source.stamps.put("a", "etag-1");
        scan();
        source.stamps.put("a", "etag-2");
        source.content.put("a", "secret 2");

        scan();

        assertThat(scanned).containsExactly("a", "a");
        assertThat(findings.find(fingerprint(2))).isPresent();
    }

    @Test
    void scansAgainWithOtherRules() {
        source.content.put("a", "plain");
        source.stamps.put("a", "etag-1");
        scan();
        detection = "rules-2";

        scan();

        assertThat(scanned).containsExactly("a", "a");
    }

    @Test
    void aDeniedListingIsAFailedScan() {
        source.content.put("a", "plain");
        source.listing = Optional.of(ListingFailed.denied("AccessDenied"));

        ScanRecord scan = scan();

        assertThat(scan.status()).isEqualTo(ScanStatus.FAILED);
        assertThat(scan.detail()).contains("AccessDenied");
        assertThat(queue.size()).isZero();
    }

    @Test
    void aListingThatFailsPassinglyIsTriedSoOften() {
        source.content.put("a", "plain");
        source.listing = Optional.of(ListingFailed.unavailable("timed out"));
        ScanRecord scan = scans.start(SRV, "token:ada");
        for (int i = 0; i < 2; i++) {
            workAll();
            assertThat(scans.find(scan.id()).orElseThrow().status()).isEqualTo(ScanStatus.RUNNING);
            now = now.plus(MINUTE);
        }

        workAll();

        assertThat(scans.find(scan.id()).orElseThrow().status()).isEqualTo(ScanStatus.FAILED);
    }

    @Test
    void aFailedScanGoesOnWhenItIsResumed() {
        source.content.put("a", "plain");
        source.listing = Optional.of(ListingFailed.denied("AccessDenied"));
        ScanRecord failed = scan();
        source.listing = Optional.empty();

        scans.resume(failed.id());
        workAll();

        assertThat(scans.find(failed.id()).orElseThrow().status()).isEqualTo(ScanStatus.COMPLETED);
    }

    @Test
    void saysWhatItCouldNotRead() {
        source.content.put("a", "plain");
        source.content.put("shut", "x");
        source.broken.put("shut", ObjectUnreadable.denied("permission denied"));

        ScanRecord scan = scan();

        assertThat(scan.status()).isEqualTo(ScanStatus.INCOMPLETE);
        assertThat(ledger(scan, "denied"))
                .extracting(line -> line.object().path())
                .containsExactly("shut");
    }

    @Test
    void givesUpAnObjectThatFailsEachTime() {
        source.content.put("bad", "x");
        source.broken.put("bad", new IOException("connection reset"));
        ScanRecord scan = scans.start(SRV, "token:ada");
        for (int i = 0; i < 3; i++) {
            workAll();
            now = now.plus(MINUTE);
        }

        assertThat(scans.find(scan.id()).orElseThrow().status()).isEqualTo(ScanStatus.INCOMPLETE);
        assertThat(ledger(scan, "partial")).hasSize(1);
    }

    @Test
    void anObjectThatBreaksTheScannerStopsNoOther() {
        source.content.put("a", "poison");
        source.content.put("b", "secret 1");
        ScanRecord scan = scans.start(SRV, "token:ada");
        for (int i = 0; i < 3; i++) {
            workAll();
            now = now.plus(MINUTE);
        }

        assertThat(scans.find(scan.id()).orElseThrow().status()).isEqualTo(ScanStatus.INCOMPLETE);
        assertThat(findings.find(fingerprint(1))).isPresent();
    }

    @Test
    void aStoppedScanDoesNoMoreUntilItIsResumed() {
        for (int i = 0; i < 6; i++) {
            source.content.put("f" + i, "plain");
        }
        ScanRecord scan = scans.start(SRV, "token:ada");
        Worker worker = worker();
        worker.workOnce();
        worker.workOnce();

        scans.cancel(scan.id());
        workAll();

        int before = scanned.size();
        assertThat(before).isLessThan(6);
        assertThat(queue.size()).isZero();
        assertThat(scans.resume(scan.id())).isInstanceOf(Scans.Done.class);
        workAll();
        assertThat(scans.find(scan.id()).orElseThrow().status()).isEqualTo(ScanStatus.COMPLETED);
        assertThat(scanned).hasSize(6);
        assertThat(scans.cancel(scan.id())).isEqualTo(new Scans.NotPossible(ScanStatus.COMPLETED));
        assertThat(scans.resume(scan.id())).isEqualTo(new Scans.NotPossible(ScanStatus.COMPLETED));
        assertThat(scans.cancel("none")).isEqualTo(new Scans.NoSuchScan());
    }

    @Test
    void aProcessThatDiesLosesNothing() {
        for (int i = 0; i < 6; i++) {
            source.content.put("f" + i, "secret " + (i + 1));
        }
        ScanRecord scan = scans.start(SRV, "token:ada");
        Worker worker = worker();
        worker.workOnce();
        worker.workOnce();
        // It dies with an item in hand.
        queue.take(MINUTE);
        open();
        now = now.plus(MINUTE);

        workAll();

        assertThat(scans.find(scan.id()).orElseThrow().status()).isEqualTo(ScanStatus.COMPLETED);
        assertThat(scanned.stream().distinct()).hasSize(6);
        for (int i = 1; i <= 6; i++) {
            assertThat(findings.find(fingerprint(i))).isPresent();
        }
    }

    @Test
    void aScanThatStandsStillIsSetGoingAgain() {
        source.content.put("a", "plain");
        ScanRecord lost = ScanRecord.begin("99999999", SRV, "token:ada", now);
        store.create(lost);

        var first = scans.revive(List.of(SRV), Map.of());
        assertThat(queue.size()).isZero();
        scans.revive(List.of(SRV), first);
        workAll();

        assertThat(scans.find("99999999").orElseThrow().status()).isEqualTo(ScanStatus.COMPLETED);
    }
}
