package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.source.archive.Allowance;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * Scans objects and what is packed in them, on one thread. A failure to read one is a line of the ledger. An archive that
 * breaks is read again from its beginning, as the bytes that it is.
 */
public final class ObjectScan {
    private final PieceScan pieces;
    private final ReadLimits limits;
    private final ScanEvents events;

    public ObjectScan(ContentScan content, ReadLimits limits, ScanEvents events) {
        this.pieces = new PieceScan(content, limits.objectBytes(), events);
        this.limits = limits;
        this.events = events;
    }

    /** Scans an object. What it finds and how it ended goes to the events. */
    public void scan(SourceObject object) {
        try (Content opened = object.open()) {
            Optional<Piece.Opener> again = object.reopens() ? Optional.of(object::open) : Optional.empty();
            Allowance allowance = new Allowance(limits.archiveBytes(), limits.archiveEntries());
            new Unpacking(pieces, limits.archiveDepth(), allowance).piece(new Piece(object.name(), opened, again), 0);
        } catch (NoSuchFileException e) {
            Gap vanished = Gap.of(Gap.Kind.CHANGED, "it vanished before it was read");
            covered(object, new Coverage.Partial(0, List.of(vanished)));
        } catch (IOException e) {
            covered(object, new Coverage.Denied(Reasons.of(e)));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // One object's trouble is not the next one's. The message is left out: nobody knows what it quotes.
            Gap failed = Gap.of(
                    Gap.Kind.READ_FAILED, "the scanner failed: " + e.getClass().getSimpleName());
            covered(object, new Coverage.Partial(0, List.of(failed)));
        }
        events.done(object);
    }

    private void covered(SourceObject object, Coverage coverage) {
        events.covered(new CoverageEntry(object.name(), coverage));
    }
}
