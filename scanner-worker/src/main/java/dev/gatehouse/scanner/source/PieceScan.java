package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.engine.ScanOutcome;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Scans bytes as they are, and says how that ended. */
final class PieceScan {
    private final ContentScan content;
    private final long mostBytes;
    private final ScanEvents events;

    PieceScan(ContentScan content, long mostBytes, ScanEvents events) {
        this.content = content;
        this.mostBytes = mostBytes;
        this.events = events;
    }

    void covered(Piece piece, Coverage coverage) {
        events.covered(new CoverageEntry(piece.name(), coverage));
    }

    /** Scans a stream of a piece; what is known to be missing is said too. */
    void plain(Piece piece, InputStream stream, List<Gap> known) {
        covered(piece, read(piece, piece.content().with(stream), known));
    }

    /** Scans what is no archive, or a broken one, as the bytes that it is. */
    void raw(Piece piece, String why) {
        if (piece.again().isEmpty()) {
            covered(piece, new Coverage.Undecodable(why + "; it can't be read a second time"));
            return;
        }
        try (Content again = piece.again().get().open()) {
            Coverage read = read(piece, again, List.of());
            String part = read instanceof Coverage.Scanned ? "" : " in part";
            covered(
                    piece,
                    read instanceof Coverage.Excluded
                            ? read
                            : new Coverage.Undecodable(why + "; its raw bytes were scanned" + part));
        } catch (IOException e) {
            covered(piece, new Coverage.Undecodable(why + "; its raw bytes can't be read: " + Reasons.of(e)));
        }
    }

    private Coverage read(Piece piece, Content from, List<Gap> known) {
        List<Gap> gaps = new ArrayList<>(known);
        CappedStream capped = new CappedStream(from.stream(), mostBytes);
        try {
            ScanOutcome outcome = content.scan(piece.name(), capped, events, events);
            if (outcome.coverage() instanceof Coverage.Excluded excluded) {
                return excluded;
            }
            if (capped.isCapped()) {
                gaps.add(Gap.of(Gap.Kind.SIZE_CAPPED, "only the first " + mostBytes + " bytes were read"));
            } else if (capped.failure().isPresent()) {
                gaps.add(failed(capped.failure().get()));
            } else {
                from.change().ifPresent(gaps::add);
            }
            return joined(outcome, gaps);
        } catch (IOException e) {
            gaps.add(failed(e));
            return new Coverage.Partial(0, gaps);
        }
    }

    private static Gap failed(IOException exception) {
        return Gap.of(Gap.Kind.READ_FAILED, Reasons.of(exception));
    }

    private static Coverage joined(ScanOutcome outcome, List<Gap> gaps) {
        if (outcome.coverage() instanceof Coverage.Partial partial) {
            gaps.addAll(partial.reasons());
        }
        return gaps.isEmpty() ? outcome.coverage() : new Coverage.Partial(outcome.bytes(), gaps);
    }
}
