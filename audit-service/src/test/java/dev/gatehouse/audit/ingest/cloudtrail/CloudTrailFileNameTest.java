package dev.gatehouse.audit.ingest.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailFileName.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailFileNameTest {
    @Test
    void tellsLogsInsightsAndDigestsApart() {
        String folder = "s3://b/AWSLogs/o-1/111122223333/";

        assertThat(CloudTrailFileName.of(folder
                        + "CloudTrail/eu-west-1/2023/07/10/111122223333_CloudTrail_eu-west-1_20230710T1145Z_a.json.gz"))
                .contains(new CloudTrailFileName(Kind.LOG, "111122223333", "eu-west-1"));
        assertThat(
                        CloudTrailFileName.of(
                                folder
                                        + "CloudTrail-Insight/eu-west-1/2023/07/10/111122223333_CloudTrail-Insight_eu-west-1_20230710T1145Z_a.json.gz"))
                .contains(new CloudTrailFileName(Kind.INSIGHT, "111122223333", "eu-west-1"));
        assertThat(
                        CloudTrailFileName.of(
                                folder
                                        + "CloudTrail-Digest/eu-west-1/2023/07/10/111122223333_CloudTrail-Digest_eu-west-1_trail_us-east-1_20230710T114500Z_backfill.json.gz"))
                .contains(new CloudTrailFileName(Kind.DIGEST, "111122223333", "eu-west-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.json",
                "11112222333_CloudTrail_eu-west-1_x.json.gz",
                "111122223333_CloudTrail-Other_eu-west-1_x.json.gz",
                "111122223333_CloudTrail_eu-west-1_x.json.gz/other",
                "111122223333_CloudTrail_eu-west-1_x.txt"
            })
    void saysNothingOfAnotherName(String name) {
        assertThat(CloudTrailFileName.of(name)).isEmpty();
    }
}
