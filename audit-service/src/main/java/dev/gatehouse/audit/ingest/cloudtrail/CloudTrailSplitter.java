package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Digest;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Unreadable;
import dev.gatehouse.audit.ingest.file.InflatedFile;
import dev.gatehouse.audit.ingest.file.RecordSplitter;
import dev.gatehouse.audit.ingest.file.SplitResult;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;

/** Makes events of the records of CloudTrail's log files. */
public final class CloudTrailSplitter implements RecordSplitter {
    private final CloudTrailLimits limits;

    public CloudTrailSplitter(CloudTrailLimits limits) {
        this.limits = limits;
    }

    @Override
    public SplitResult split(InflatedFile file) {
        return switch (new CloudTrailFile(file.location(), file.sha256(), file.array()).read(limits)) {
            case Records records ->
                new SplitResult(
                        records.events(),
                        records.rejected().stream()
                                .map(CloudTrailSplitter::rejected)
                                .toList());
            case Digest digest -> SplitResult.unreadable(file, "the file is a digest under the name of a log");
            case Unreadable unreadable ->
                SplitResult.unreadable(file, "the file " + unreadable.problem() + ", at byte " + unreadable.offset());
        };
    }

    private static Rejected rejected(RejectedRecord record) {
        return new Rejected(record.position(), SplitResult.NO_EVENT, "the record " + record.problem(), record.raw());
    }
}
