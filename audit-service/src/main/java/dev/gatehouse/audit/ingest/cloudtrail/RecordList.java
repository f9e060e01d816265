package dev.gatehouse.audit.ingest.cloudtrail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of a file, as they are read. */
final class RecordList {
    private final CloudTrailFile file;
    private final CloudTrailLimits limits;
    private final RecordScan scan;
    private final List<Event> events = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final Map<String, String> sources = new HashMap<>();

    RecordList(CloudTrailFile file, CloudTrailLimits limits) {
        this.file = file;
        this.limits = limits;
        scan = new RecordScan(
                limits.maxDepth(), CloudTrailFileName.of(file.location()).map(CloudTrailFileName::account));
    }

    /** Reads from the begin of the list to its end; false where it has too many. */
    boolean read(JsonParser json) throws IOException {
        for (int position = 0; json.nextToken() != JsonToken.END_ARRAY; position++) {
            if (position == limits.maxRecords()) {
                return false;
            }
            int start = (int) json.currentTokenLocation().getByteOffset();
            scan.read(json);
            int end = (int) json.currentLocation().getByteOffset();
            add(position, new ByteSlice(file.inflated(), start, end - start));
        }
        return true;
    }

    CloudTrailContents contents() {
        return new CloudTrailContents.Records(events, rejected);
    }

    private void add(int position, ByteSlice raw) {
        Optional<String> problem = problem(raw);
        if (problem.isPresent()) {
            reject(position, raw, problem.get());
            return;
        }
        try {
            events.add(event(position, raw));
        } catch (IllegalArgumentException notAKey) {
            reject(position, raw, "has an eventID that is none");
        }
    }

    private void reject(int position, ByteSlice raw, String problem) {
        rejected.add(new RejectedRecord(position, raw, problem));
    }

    private Optional<String> problem(ByteSlice raw) {
        return raw.length() > limits.maxRecordBytes()
                ? Optional.of("has more than " + limits.maxRecordBytes() + " bytes")
                : scan.problem();
    }

    private Event event(int position, ByteSlice raw) {
        return new Event(
                new EventKey(sources.computeIfAbsent(scan.account(), "cloudtrail/"::concat), scan.uid()),
                scan.time(),
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                Optional.of(new Origin(file.location(), file.sha256(), position)),
                raw);
    }
}
