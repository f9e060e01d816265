package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.ingest.file.FileHour;
import dev.gatehouse.audit.ingest.file.FileLedger;
import dev.gatehouse.audit.ingest.file.FileRead;
import dev.gatehouse.audit.ingest.file.NamedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says, for each account, region and hour, which files the digests name and the log lacks, and the other way round. */
public final class Completeness {
    private static final String LOG_FILE = "cloudtrail-log";

    private final FileLedger ledger;

    public Completeness(FileLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * One account's region in one hour. Files are named by the last part of their key, in order.
     *
     * @param hour account, region and hour, as the files' names say
     * @param named how many files digests name
     * @param present how many of these are in the log, as they are named
     * @param missing those that are not in the log, and never came
     * @param refused those that came and are not in the log, since they could not be read or must not be
     * @param mismatched those that are in the log with another content
     * @param extra those that are in the log and that no digest names: its digest is still to come, or somebody else put it there
     */
    public record Row(
            FileHour hour,
            int named,
            int present,
            List<String> missing,
            List<String> refused,
            List<String> mismatched,
            List<String> extra) {
        public Row {
            missing = List.copyOf(missing);
            refused = List.copyOf(refused);
            mismatched = List.copyOf(mismatched);
            extra = List.copyOf(extra);
        }

        /** Whether the log has everything that is named, and nothing else. */
        public boolean complete() {
            return missing.isEmpty() && refused.isEmpty() && mismatched.isEmpty() && extra.isEmpty();
        }
    }

    /** The hours from {@code from} on and before {@code to} that have a file, by account, region and hour. */
    public List<Row> report(Instant from, Instant to) {
        Map<FileHour, Hour> hours = new TreeMap<>();
        for (NamedFile file : ledger.namedIn(from, to)) {
            // A digest of a bad signature may name whatever it likes.
            if (file.digestVerdict() != DigestVerdict.INVALID) {
                file.hour().ifPresent(hour -> at(hours, hour).add(file, ledger));
            }
        }
        for (FileRead file : ledger.readIn(from, to)) {
            if (file.kind().equals(LOG_FILE)) {
                file.hour().ifPresent(hour -> at(hours, hour).add(file));
            }
        }
        return hours.entrySet().stream()
                .map(entry -> entry.getValue().row(entry.getKey()))
                .toList();
    }

    private static Hour at(Map<FileHour, Hour> hours, FileHour hour) {
        return hours.computeIfAbsent(hour, none -> new Hour());
    }

    /** Gathers an hour's files: first those that are named, then those that were read. */
    private static final class Hour {
        private final Set<String> named = new TreeSet<>();
        private final Set<String> present = new TreeSet<>();
        private final Set<String> refused = new TreeSet<>();
        private final Set<String> wrong = new TreeSet<>();
        private final Set<String> extra = new TreeSet<>();

        void add(NamedFile file, FileLedger ledger) {
            String name = file.file().fileName();
            named.add(name);
            if (ledger.refusedAs(name).stream().anyMatch(one -> file.file().mayBe(one.location()))) {
                refused.add(name);
            }
            for (FileRead read : ledger.readAs(name)) {
                if (file.file().mayBe(read.location())) {
                    (read.sha256().equals(file.sha256()) ? present : wrong).add(name);
                }
            }
        }

        void add(FileRead file) {
            String name = file.location().fileName();
            if (!named.contains(name)) {
                extra.add(name);
            }
        }

        Row row(FileHour hour) {
            List<String> missing = new ArrayList<>(named);
            missing.removeAll(present);
            missing.removeAll(wrong);
            missing.removeAll(refused);
            refused.removeAll(present);
            refused.removeAll(wrong);
            return new Row(
                    hour,
                    named.size(),
                    present.size(),
                    missing,
                    List.copyOf(refused),
                    List.copyOf(wrong),
                    List.copyOf(extra));
        }
    }
}
