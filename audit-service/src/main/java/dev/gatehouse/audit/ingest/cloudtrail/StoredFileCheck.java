package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.cloudtrail.DigestFile.LogFile;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationResult;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.util.Optional;

/** Checks files as they stand in their bucket or folder now: each is fetched, inflated and hashed. */
public final class StoredFileCheck implements FileCheck {
    private final TrailStore store;
    private final Inflation inflation;

    public StoredFileCheck(TrailStore store, Inflation inflation) {
        this.store = store;
        this.inflation = inflation;
    }

    @Override
    public FileFinding check(LogFile file) {
        Optional<StoredObject> object = store.get(file.location());
        if (object.isEmpty()) {
            return finding(file, DigestOutcome.MISSING, "not-found");
        }
        byte[] stored = object.get().bytes().copy();
        return switch (inflation.inflate(file.location().text(), stored)) {
            case InflationResult.Refused refused ->
                finding(file, DigestOutcome.INVALID, refused.reason().word());
            case InflationResult.Inflated inflated ->
                inflated.file().sha256().equals(file.sha256())
                        ? finding(file, DigestOutcome.VALID, DigestJudge.OK)
                        : finding(file, DigestOutcome.INVALID, "other-hash");
        };
    }

    private static FileFinding finding(LogFile file, DigestOutcome outcome, String reason) {
        return new FileFinding(file.location(), file.sha256(), outcome, reason);
    }
}
