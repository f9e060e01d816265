package dev.gatehouse.audit.ingest.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.ingest.file.InflatedFile;
import dev.gatehouse.audit.ingest.file.LineFileSplitter;
import dev.gatehouse.audit.ingest.file.LineLimits;
import dev.gatehouse.audit.ingest.file.RecordSplitter;
import dev.gatehouse.audit.ingest.file.SplitResult;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplittersTest {
    private static final String LOG = "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
    private static final String FLOW = "111122223333_vpcflowlogs_us-east-1_fl-1234abcd_20260301T1015Z_fe123456.log.gz";
    private static final String ACCESS = "2026-03-01-10-15-00-0123456789ABCDEF";
    private static final RecordSplitter CLOUDTRAIL = new CloudTrailSplitter(CloudTrailLimits.DEFAULT);
    private static final RecordSplitter VPC = LineFileSplitter.vpcFlow(LineLimits.DEFAULT);
    private static final RecordSplitter S3 = LineFileSplitter.s3Access(LineLimits.DEFAULT);

    @Test
    void makesEventsOfRecordsAndRejectsTheOthersAtTheirPlaces() {
        SplitResult split = CLOUDTRAIL.split(file(LOG, """
                {"Records":[{"eventID":"a","eventTime":"2026-03-01T10:00:00Z"},{"eventID":"b"}]}"""));

        assertThat(split.events()).extracting(event -> event.key().uid()).containsExactly("a");
        assertThat(split.rejected())
                .extracting(Rejected::position, Rejected::reason, Rejected::raw)
                .containsExactly(tuple(1, "no-event", ByteSlice.of("{\"eventID\":\"b\"}")));
    }

    @Test
    void findsTheFilesBytesInALargerArray() {
        byte[] bytes = "  {\"Records\":[{\"eventID\":\"a\",\"eventTime\":\"2026-03-01T10:00:00Z\"}]}  ".getBytes(UTF_8);

        SplitResult split = CLOUDTRAIL.split(new InflatedFile(LOG, new ByteSlice(bytes, 2, bytes.length - 4), "00"));

        assertThat(split.events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{\"digestS3Object\":\"x\"}", "{\"Records\":[]}x"})
    void rejectsAFileThatCantBeReadAsAWhole(String content) {
        SplitResult split = CLOUDTRAIL.split(file(LOG, content));

        assertThat(split.events()).isEmpty();
        assertThat(split.rejected())
                .extracting(Rejected::reason, Rejected::raw)
                .containsExactly(tuple("unreadable", ByteSlice.of(content)));
    }

    @Test
    void makesEventsOfLinesAndRejectsTheOthersAtTheirPlaces() {
        SplitResult flows = VPC.split(file(FLOW, "account-id start\n111122223333 1772359200\n111122223333 never\n"));

        assertThat(flows.events()).extracting(Event::format).containsExactly(EventFormat.VPC_FLOW);
        assertThat(flows.rejected())
                .extracting(Rejected::position, Rejected::reason)
                .containsExactly(tuple(2, "no-event"));
    }

    @Test
    void rejectsLinesThatAreNone() {
        assertThat(VPC.split(file(FLOW, "no header\nx")).rejected())
                .extracting(Rejected::reason)
                .isEqualTo(List.of("unreadable"));
        assertThat(S3.split(file(ACCESS, "no access\n")).rejected())
                .extracting(Rejected::position, Rejected::reason)
                .containsExactly(tuple(0, "no-event"));
    }

    private static InflatedFile file(String name, String content) {
        ByteSlice bytes = ByteSlice.of(content);
        return new InflatedFile(name, bytes, bytes.sha256());
    }
}
