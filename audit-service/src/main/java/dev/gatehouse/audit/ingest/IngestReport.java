package dev.gatehouse.audit.ingest;

import dev.gatehouse.audit.log.Receipt;
import java.util.List;
import java.util.Optional;

/**
 * What became of the events of a request. All that were accepted are durable. Of those that were rejected, each says whether
 * it is kept as a dead letter; where it is not, only its sender has it.
 *
 * @param accepted in the order of the request
 * @param rejected in the order of the request
 */
public record IngestReport(List<Accepted> accepted, List<Rejected> rejected) {
    public IngestReport {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    /** How many of the accepted ones stood in the log before. */
    public int duplicates() {
        return (int) accepted.stream().filter(Accepted::duplicate).count();
    }

    /**
     * An event that is in the log.
     *
     * @param line its place in the request, from 1
     * @param uid the source's name for it
     * @param receipt where it stands
     * @param duplicate whether it stood there before
     */
    public record Accepted(int line, String uid, Receipt receipt, boolean duplicate) {}

    /**
     * What is not in the log.
     *
     * @param line its place in the request, from 1
     * @param uid the source's name for it, where it could be read
     * @param reason a stable word
     * @param detail a sentence that quotes nothing of it
     * @param kept whether it is durable as a dead letter, at least its beginning
     */
    public record Rejected(int line, Optional<String> uid, String reason, String detail, boolean kept) {}
}
