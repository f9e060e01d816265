package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.cloudtrail.DigestFile.LogFile;
import dev.gatehouse.audit.ingest.file.FileLedger;
import dev.gatehouse.audit.ingest.file.FileRead;
import java.util.List;

/** Checks files as they were when they were read: what the log has, not what the bucket has now. */
public final class LedgerFileCheck implements FileCheck {
    private final FileLedger ledger;

    public LedgerFileCheck(FileLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public FileFinding check(LogFile file) {
        List<FileRead> read = ledger.readAs(file.location().fileName());
        boolean here = read.stream().anyMatch(one -> file.location().mayBe(one.location()));
        boolean same = read.stream().anyMatch(one -> one.sha256().equals(file.sha256()));
        boolean sameHere = read.stream()
                .anyMatch(one ->
                        file.location().mayBe(one.location()) && one.sha256().equals(file.sha256()));
        if (sameHere) {
            return finding(file, DigestOutcome.VALID, DigestJudge.OK);
        }
        if (here) {
            return finding(file, DigestOutcome.INVALID, "other-hash");
        }
        if (same) {
            return finding(file, DigestOutcome.MOVED, "other-location");
        }
        boolean refused = ledger.refusedAs(file.location().fileName()).stream()
                .anyMatch(one -> file.location().mayBe(one.location()));
        return finding(file, DigestOutcome.MISSING, refused ? "refused" : "not-read");
    }

    private static FileFinding finding(LogFile file, DigestOutcome outcome, String reason) {
        return new FileFinding(file.location(), file.sha256(), outcome, reason);
    }
}
