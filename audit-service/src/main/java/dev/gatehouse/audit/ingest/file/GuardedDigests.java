package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import java.util.List;

/** Digests without those of accounts that are not allowed. */
record GuardedDigests(AllowedAccounts accounts, TrailDigests digests) implements TrailDigests {
    @Override
    public Reading read(StoredObject object, CloudTrailDigest kind, InflatedFile file) {
        return accounts.allows(kind.account())
                ? digests.read(object, kind, file)
                : new Reading.Malformed("it is of an account that is not among the allowed ones");
    }

    @Override
    public List<Event> late(ObjectLocation file, String sha256) {
        return digests.late(file, sha256);
    }
}
