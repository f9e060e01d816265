package dev.gatehouse.audit.ingest.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Utf8;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One file of CloudTrail's, inflated: {@code {"Records":[...]}}, as the CloudTrail User Guide's "CloudTrail log file
 * examples" has it.
 *
 * <p>Reading is strict. The file is UTF-8 JSON without a byte order mark, one object with one {@code Records}, and nothing
 * behind it; where it is not, nothing of it is in. A record that is JSON but no event (no object, a name twice in one of its
 * objects, too large, too deep, without {@code eventID}, {@code eventTime} or an account) is rejected alone.
 *
 * @param location where it stood, for the events' origin; its last part may be a name that CloudTrail makes
 * @param sha256 of the inflated bytes, in lower-case hexadecimal
 * @param inflated its bytes, which nobody changes any more: the events' raw bytes are slices of them
 */
@SuppressWarnings("ArrayRecordComponent") // The file is its bytes; nobody compares files.
public record CloudTrailFile(String location, String sha256, byte[] inflated) {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // The file's own bounds are the limits, and what is long in it is never made a text.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(CloudTrailLimits.DEEPEST)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** What stands in it. Takes one pass; safe to be called by many threads. */
    public CloudTrailContents read(CloudTrailLimits limits) {
        int malformed = Utf8.firstMalformed(ByteSlice.of(inflated));
        if (malformed >= 0) {
            return new Unreadable("is not UTF-8", malformed);
        }
        if (!beginsAsUtf8()) {
            return new Unreadable("does not begin as JSON in UTF-8 does", 0);
        }
        return parse(limits);
    }

    /** ASCII in UTF-16 is UTF-8 too, as characters with zeros between them, and the parser would take it. */
    private boolean beginsAsUtf8() {
        return inflated.length > 1 && " \t\r\n{".indexOf(inflated[0]) >= 0 && inflated[1] != 0;
    }

    private CloudTrailContents parse(CloudTrailLimits limits) {
        try (JsonParser json = JSON.createParser(inflated)) {
            return contents(json, new RecordList(this, limits));
        } catch (JsonProcessingException e) {
            // Its message quotes what was read; where it broke a limit of the parser, it knows no place.
            JsonLocation place = e.getLocation();
            return new Unreadable("is not JSON, or is too deep", place == null ? 0 : place.getByteOffset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CloudTrailContents contents(JsonParser json, RecordList records) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return unreadable(json, "is not an object");
        }
        boolean digest = false;
        boolean log = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (!name.equals("Records")) {
                digest |= name.equals("digestS3Object");
                json.skipChildren();
                continue;
            }
            if (log || value != JsonToken.START_ARRAY) {
                return unreadable(json, log ? "has two fields Records" : "has no list as Records");
            }
            log = true;
            if (!records.read(json)) {
                return unreadable(json, "has too many records");
            }
        }
        if (json.nextToken() != null) {
            return unreadable(json, "has something behind its object");
        }
        return log ? records.contents() : digest ? new CloudTrailContents.Digest() : unreadable(json, "has no Records");
    }

    private static Unreadable unreadable(JsonParser json, String problem) {
        return new Unreadable(problem, json.currentTokenLocation().getByteOffset());
    }
}
