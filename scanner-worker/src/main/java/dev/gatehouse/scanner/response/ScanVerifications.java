package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.LedgerLine;
import dev.gatehouse.scanner.work.LedgerPage;
import dev.gatehouse.scanner.work.Rescans;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.Scans;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Scans objects again with the service's own workers. First what is looked for is asked for anew: a secret that has just been retired
 * would be found by what was known of it before.
 */
public final class ScanVerifications implements Verifications {
    private static final int PAGE = 1_000;
    private static final String REQUESTER = "response";

    private final Scans scans;
    private final Rescans rescans;
    private final Runnable refresh;

    /** @param refresh asks for what is looked for */
    public ScanVerifications(Scans scans, Rescans rescans, Runnable refresh) {
        this.scans = scans;
        this.rescans = rescans;
        this.refresh = refresh;
    }

    @Override
    public Begun begin(List<ObjectName> objects) {
        refresh.run();
        Rescans.Begun begun = rescans.begin(objects, REQUESTER);
        return new Begun(begun.scans(), begun.unreachable());
    }

    @Override
    public Looked look(List<String> ids, Set<ObjectName> objects) {
        Set<ObjectName> there = new HashSet<>();
        Set<ObjectName> unread = new HashSet<>();
        int failed = 0;
        for (String id : ids) {
            Optional<ScanRecord> scan = scans.find(id);
            if (scan.filter(known -> known.status() == ScanStatus.RUNNING).isPresent()) {
                return new Running();
            }
            boolean through = scan.filter(
                            known -> known.status() == ScanStatus.COMPLETED || known.status() == ScanStatus.INCOMPLETE)
                    .isPresent();
            failed += through ? 0 : 1;
            if (through) {
                sort(id, objects, there, unread);
            }
        }
        return new Over(there, unread, failed);
    }

    private void sort(String id, Set<ObjectName> objects, Set<ObjectName> there, Set<ObjectName> unread) {
        Optional<String> cursor = Optional.empty();
        do {
            LedgerPage page = scans.ledger(id, Optional.empty(), cursor, PAGE);
            for (LedgerLine line : page.lines()) {
                if (objects.contains(line.object())) {
                    there.add(line.object());
                    if (line.coverage()
                            .filter(Coverage.Scanned.class::isInstance)
                            .isEmpty()) {
                        unread.add(line.object());
                    }
                }
            }
            cursor = page.next();
        } while (cursor.isPresent());
    }
}
