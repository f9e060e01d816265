package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.service.failure.InvalidName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of scans does. */
public abstract class ScanStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Target SRV = new Target("srv", "directory", "/srv", Map.of("exclude", "*.log"));

    /** A store that is empty. */
    protected abstract ScanStore store();

    private static ScanRecord scan(String id) {
        return ScanRecord.begin(id, SRV, "token:ada", NOON);
    }

    private static ObjectName name(String path) {
        return ObjectName.of("dir:/srv", path);
    }

    private static Listing part(Optional<String> next, String... paths) {
        return new Listing(
                Stream.of(paths)
                        .map(path -> new ListedObject(name(path), 3, Optional.of("s")))
                        .toList(),
                List.of(),
                next);
    }

    private static ObjectEnd scanned(String path) {
        return new ObjectEnd(name(path), new Coverage.Scanned(3), false, 2);
    }

    @Test
    void givesBackAScanAsItBegan() {
        ScanStore store = store();

        assertThat(store.create(scan("01"))).isTrue();

        assertThat(store.create(scan("01"))).isFalse();
        assertThat(store.find("01")).contains(scan("01"));
        assertThat(store.find("02")).isEmpty();
    }

    @Test
    void changesAScanOnceForEachVersion() {
        ScanStore store = store();
        store.create(scan("01"));
        ScanRecord failed = scan("01").over(ScanStatus.FAILED, Optional.of("denied"), NOON.plusSeconds(1));

        assertThat(store.update(failed)).isTrue();

        assertThat(store.update(failed)).isFalse();
        assertThat(store.find("01")).contains(failed);
    }

    @Test
    void addsPartsOfTheListingInTurn() {
        ScanStore store = store();
        store.create(scan("01"));

        store.listed("01", Optional.empty(), part(Optional.of("b"), "a", "b"));
        store.listed("01", Optional.empty(), part(Optional.of("x"), "again"));
        store.listed("01", Optional.of("b"), part(Optional.empty(), "c"));

        ScanRecord listed = store.find("01").orElseThrow();
        assertThat(listed.listed()).isTrue();
        assertThat(listed.counts().listed()).isEqualTo(3);
        assertThat(listed.counts().pending()).isEqualTo(3);
    }

    @Test
    void countsEachObjectOnceHoweverOftenItEnds() {
        ScanStore store = store();
        store.create(scan("01"));
        store.listed("01", Optional.empty(), part(Optional.empty(), "a", "b"));

        store.ended("01", scanned("a"));
        store.ended("01", new ObjectEnd(name("a"), new Coverage.Denied("no"), false, 0));
        store.ended("01", new ObjectEnd(name("b"), new Coverage.Scanned(5), true, 1));

        ScanCounts counts = store.find("01").orElseThrow().counts();
        assertThat(counts).isEqualTo(new ScanCounts(2, 2, 1, 0, 0, 0, 0, 3, 3));
        assertThat(counts.pending()).isZero();
    }

    @Test
    void addsAnObjectThatEndsAndWasNotListed() {
        ScanStore store = store();
        store.create(scan("01"));

        store.ended("01", scanned("late"));

        assertThat(store.find("01").orElseThrow().counts().listed()).isEqualTo(1);
    }

    @Test
    void keepsNoLineOfAScanThatThereIsNot() {
        ScanStore store = store();

        store.ended("none", scanned("a"));

        assertThat(store.ledger("none", Optional.empty(), Optional.empty(), 10).lines())
                .isEmpty();
    }

    @Test
    void givesTheLedgerWithEachKindOfEnd() {
        ScanStore store = store();
        store.create(scan("01"));
        Coverage partial = new Coverage.Partial(
                7, List.of(Gap.ofRule(Gap.Kind.RULE_BUDGET, "generic", "64 MB"), Gap.of(Gap.Kind.CHANGED, "grew")));
        Listing listing = new Listing(
                List.of(new ListedObject(name("a"), 1, Optional.empty())),
                List.of(
                        new CoverageEntry(name("link"), new Coverage.Excluded("a link")),
                        new CoverageEntry(name("shut"), new Coverage.Denied("permission denied"))),
                Optional.empty());
        store.listed("01", Optional.empty(), listing);
        store.ended("01", new ObjectEnd(name("p"), partial, false, 0));
        store.ended("01", new ObjectEnd(name("z"), new Coverage.Undecodable("broken"), false, 0));

        assertThat(all(store, Optional.empty()))
                .containsExactlyInAnyOrder(
                        new LedgerLine(name("a"), Optional.empty(), false, 0),
                        new LedgerLine(name("link"), Optional.of(new Coverage.Excluded("a link")), false, 0),
                        new LedgerLine(name("shut"), Optional.of(new Coverage.Denied("permission denied")), false, 0),
                        new LedgerLine(name("p"), Optional.of(partial), false, 0),
                        new LedgerLine(name("z"), Optional.of(new Coverage.Undecodable("broken")), false, 0));
        assertThat(all(store, Optional.of("denied")))
                .extracting(line -> line.object().path())
                .containsExactly("shut");
        assertThat(all(store, Optional.of("pending")))
                .extracting(line -> line.object().path())
                .containsExactly("a");
        assertThat(store.find("01").orElseThrow().counts()).isEqualTo(new ScanCounts(5, 0, 0, 1, 1, 1, 1, 7, 0));
    }

    private static List<LedgerLine> all(ScanStore store, Optional<String> outcome) {
        List<LedgerLine> lines = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            LedgerPage page = store.ledger("01", outcome, next, 2);
            assertThat(page.lines()).hasSizeLessThanOrEqualTo(2);
            lines.addAll(page.lines());
            next = page.next();
        } while (next.isPresent());
        return lines;
    }

    @Test
    void listsScansLatestFirst() {
        ScanStore store = store();
        Target other = new Target("other", "directory", "/other", Map.of());
        for (String id : List.of("01", "02", "03")) {
            store.create(scan(id));
        }
        store.create(ScanRecord.begin("04", other, "token:ada", NOON));

        ScanPage first = store.list(Optional.of("srv"), Optional.empty(), 2);
        ScanPage second = store.list(Optional.of("srv"), first.next(), 2);

        assertThat(first.scans()).extracting(ScanRecord::id).containsExactly("03", "02");
        assertThat(second.scans()).extracting(ScanRecord::id).containsExactly("01");
        assertThat(second.next()).isEmpty();
        assertThat(store.list(Optional.empty(), Optional.empty(), 10).scans())
                .extracting(ScanRecord::id)
                .containsExactly("04", "03", "02", "01");
        assertThatThrownBy(() -> store.list(Optional.empty(), Optional.of("<>"), 2))
                .isInstanceOf(InvalidName.class);
    }

    @Test
    void findsTheScanThatRuns() {
        ScanStore store = store();
        store.create(scan("01"));

        assertThat(store.running("srv")).map(ScanRecord::id).contains("01");
        assertThat(store.running("other")).isEmpty();

        store.update(scan("01").over(ScanStatus.COMPLETED, Optional.empty(), NOON));
        assertThat(store.running("srv")).isEmpty();
    }

    @Test
    void forgetsOldScansThatAreOver() {
        ScanStore store = store();
        for (String id : List.of("01", "02", "03", "04")) {
            store.create(scan(id));
            if (!id.equals("02")) {
                store.update(scan(id).over(ScanStatus.COMPLETED, Optional.empty(), NOON));
            }
        }

        int forgotten = store.forgetAllBut(2, 1);

        assertThat(forgotten).isEqualTo(1);
        assertThat(store.find("01")).isEmpty();
        assertThat(store.find("02")).isPresent();
        assertThat(store.find("03")).isPresent();
    }

    @Test
    void keepsScansOnEventsByANumberOfTheirOwn() {
        ScanStore store = store();
        for (String id : List.of("01", "02", "03")) {
            Target target = new Target(EventTarget.NAME, "ssm", "/", Map.of());
            ScanRecord scan = ScanRecord.begin(id, target, "event", NOON);
            store.create(scan);
            store.update(scan.over(ScanStatus.COMPLETED, Optional.empty(), NOON));
        }

        assertThat(store.forgetAllBut(1, 2)).isEqualTo(1);
        assertThat(store.find("01")).isEmpty();
        assertThat(store.find("02")).isPresent();
    }
}
