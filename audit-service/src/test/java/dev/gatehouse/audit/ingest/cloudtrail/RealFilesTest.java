package dev.gatehouse.audit.ingest.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void eachRecordIsAnEventAndItsBytesAreTheRecords() throws IOException {
        List<Event> events = new ArrayList<>();
        List<JsonNode> records = new ArrayList<>();
        for (CloudTrailFile file : RealFiles.all()) {
            Records read = (Records) file.read(CloudTrailLimits.DEFAULT);
            assertThat(read.rejected()).as(file.location()).isEmpty();
            events.addAll(read.events());
            MAPPER.readTree(file.inflated()).get("Records").forEach(records::add);
        }

        assertThat(events).hasSize(RealFiles.RECORDS);
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            assertThat(MAPPER.readTree(event.raw().copy())).isEqualTo(records.get(i));
            assertThat(event.key().uid())
                    .isEqualTo(records.get(i).get("eventID").textValue());
            assertThat(event.key().source()).isEqualTo("cloudtrail/123837392027");
            assertThat(event.time()).hasToString(records.get(i).get("eventTime").textValue());
        }
    }
}
