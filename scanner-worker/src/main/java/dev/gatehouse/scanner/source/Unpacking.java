package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.source.archive.Allowance;
import dev.gatehouse.scanner.source.archive.BrokenArchive;
import dev.gatehouse.scanner.source.archive.Entries;
import dev.gatehouse.scanner.source.archive.Entry;
import dev.gatehouse.scanner.source.archive.HeadStream;
import dev.gatehouse.scanner.source.archive.Packing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens the archives of one object, and those within them. */
final class Unpacking {
    private final PieceScan scan;
    private final int depth;
    private final Allowance allowance;

    Unpacking(PieceScan scan, int depth, Allowance allowance) {
        this.scan = scan;
        this.depth = depth;
        this.allowance = allowance;
    }

    /**
     * Scans an object or entry: itself, or what is packed in it.
     *
     * @param level how many archives it stands in
     */
    void piece(Piece piece, int level) throws IOException {
        HeadStream stream = new HeadStream(piece.content().stream());
        Packing packing = stream.packing();
        Packing promised = Packing.promisedBy(piece.name().innerPath());
        if (packing.isOpened() && level < depth) {
            archive(piece, packing, stream, level);
        } else if (packing.isOpened()) {
            scan.plain(piece, stream, List.of(capped("archives are opened to depth " + depth)));
        } else if (packing != Packing.NONE) {
            scan.raw(piece.unread(stream), "a " + packing.word() + " file is not opened");
        } else if (promised != Packing.NONE && !stream.isText()) {
            scan.raw(piece.unread(stream), "it is called a " + promised.word() + " file and is none");
        } else {
            scan.plain(piece, stream, List.of());
        }
    }

    private static Gap capped(String detail) {
        return Gap.of(Gap.Kind.ARCHIVE_CAPPED, detail);
    }

    private void archive(Piece piece, Packing packing, HeadStream stream, int level) {
        try {
            Entries entries = Entries.of(packing, stream, piece.name().path(), allowance);
            int index = 0;
            for (Optional<Entry> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                piece(entry(piece, packing, entry.get(), index++), level + 1);
            }
            Optional<Gap> changed = piece.content().change();
            scan.covered(piece, changed.isEmpty() ? whole() : new Coverage.Partial(0, List.of(changed.get())));
        } catch (IOException e) {
            if (allowance.isOverrun()) {
                scan.covered(piece, whole());
            } else {
                scan.raw(piece, Reasons.of(e));
            }
        }
    }

    private Coverage whole() {
        return allowance.isOverrun()
                ? new Coverage.Partial(0, List.of(capped("it unpacks to more bytes or entries than are read")))
                : new Coverage.Scanned(0);
    }

    private Piece entry(Piece archive, Packing packing, Entry entry, int index) {
        return new Piece(
                archive.name().entry(entry.name()),
                Content.of(entry.stream()),
                archive.again().map(opener -> () -> reopened(archive, opener, packing, index)));
    }

    /** The entry of an index, reached by reading its archive again, which counts against the allowance too. */
    private Content reopened(Piece archive, Piece.Opener opener, Packing packing, int index) throws IOException {
        Content again = opener.open();
        try {
            Entries entries = Entries.of(packing, again.stream(), archive.name().path(), allowance);
            Optional<Entry> entry = entries.next();
            for (int i = 0; i < index && entry.isPresent(); i++) {
                entry = entries.next();
            }
            return again.with(
                    entry.orElseThrow(() -> new BrokenArchive("its archive can't be read so far again")).stream());
        } catch (IOException e) {
            again.close();
            throw e;
        }
    }
}
