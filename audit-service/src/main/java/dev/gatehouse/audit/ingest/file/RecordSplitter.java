package dev.gatehouse.audit.ingest.file;

/** Makes events of a file of one kind. */
public interface RecordSplitter {
    /**
     * The file's records as events, with the file as their {@link dev.gatehouse.audit.event.Origin}. Their verdict is set by
     * the caller. Never throws for what stands in the file: a file that can't be read as a whole has no events, and one
     * rejected record of all its bytes.
     */
    SplitResult split(InflatedFile file);
}
