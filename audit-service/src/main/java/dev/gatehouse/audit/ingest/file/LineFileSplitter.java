package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.ingest.file.LineContents.Lines;
import dev.gatehouse.audit.ingest.file.LineContents.Unreadable;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import java.util.function.Function;

/** Makes events of the lines of a file. */
public final class LineFileSplitter implements RecordSplitter {
    private final Function<InflatedFile, LineContents> reader;

    private LineFileSplitter(Function<InflatedFile, LineContents> reader) {
        this.reader = reader;
    }

    /** Of VPC Flow Logs. */
    public static LineFileSplitter vpcFlow(LineLimits limits) {
        return new LineFileSplitter(file -> new VpcFlowFile(file.location(), file.sha256(), file.array()).read(limits));
    }

    /** Of S3's server access logs. */
    public static LineFileSplitter s3Access(LineLimits limits) {
        return new LineFileSplitter(
                file -> new S3AccessFile(file.location(), file.sha256(), file.array()).read(limits));
    }

    @Override
    public SplitResult split(InflatedFile file) {
        return switch (reader.apply(file)) {
            case Lines lines ->
                new SplitResult(
                        lines.events(),
                        lines.rejected().stream()
                                .map(LineFileSplitter::rejected)
                                .toList());
            case Unreadable unreadable ->
                SplitResult.unreadable(file, "the file " + unreadable.problem() + ", at line " + unreadable.line());
        };
    }

    private static Rejected rejected(RejectedLine line) {
        return new Rejected(line.number() - 1, SplitResult.NO_EVENT, "the line " + line.problem(), line.raw());
    }
}
