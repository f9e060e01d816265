package dev.gatehouse.audit.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailLog;
import dev.gatehouse.audit.ingest.file.ObjectKind.S3AccessLog;
import dev.gatehouse.audit.ingest.file.ObjectKind.Unrecognized;
import dev.gatehouse.audit.ingest.file.ObjectKind.VpcFlowLog;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {
    private static final String LOG = "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
    private static final Instant TEN_FIFTEEN = Instant.parse("2026-03-01T10:15:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                LOG,
                "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/" + LOG,
                "some/prefix/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/" + LOG,
                "flat/folder/" + LOG,
                "AWSLogs/111122223333/CloudTrail-Insight/us-east-1/2026/03/01/"
                        + "111122223333_CloudTrail-Insight_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz"
            })
    void knowsALogFile(String key) {
        assertThat(ObjectKeys.kind(key))
                .isEqualTo(new CloudTrailLog("111122223333", "us-east-1", TEN_FIFTEEN, Optional.empty()));
    }

    @Test
    void knowsALogFileOfAnOrganization() {
        assertThat(ObjectKeys.kind("AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-1/2026/03/01/" + LOG))
                .isEqualTo(new CloudTrailLog("111122223333", "us-east-1", TEN_FIFTEEN, Optional.of("o-exampleorgid")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/999922223333/CloudTrail/us-east-1/2026/03/01/",
                "AWSLogs/111122223333/CloudTrail/us-east-2/2026/03/01/",
                "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/02/",
                "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/03/01/",
                "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/more/",
                "AWSLogs/O-UPPER/111122223333/CloudTrail/us-east-1/2026/03/01/"
            })
    void recognizesNothingWhereFoldersAndNameDisagree(String folders) {
        assertThat(ObjectKeys.kind(folders + LOG)).isEqualTo(new Unrecognized("the folders and the name do not agree"));
    }

    @Test
    void knowsADigestWhoseTrailHasUnderscoresAndHyphens() {
        String name = "111122223333_CloudTrail-Digest_us-gov-west-1_my_trail-1_us-east-1_20260301T101531Z.json.gz";

        assertThat(ObjectKeys.kind("AWSLogs/111122223333/CloudTrail-Digest/us-gov-west-1/2026/03/01/" + name))
                .isEqualTo(new CloudTrailDigest(
                        "111122223333",
                        "us-gov-west-1",
                        "my_trail-1",
                        "us-east-1",
                        Instant.parse("2026-03-01T10:15:31Z"),
                        false,
                        Optional.empty()));
    }

    @Test
    void knowsABackfillDigestOfAnOrganization() {
        String name = "111122223333_CloudTrail-Digest_eu-west-1_trail_us-east-1_20260301T101531Z_backfill.json.gz";

        assertThat(ObjectKeys.kind(
                        "p/AWSLogs/o-abcdef1234/111122223333/CloudTrail-Digest/eu-west-1/2026/03/01/" + name))
                .isEqualTo(new CloudTrailDigest(
                        "111122223333",
                        "eu-west-1",
                        "trail",
                        "us-east-1",
                        Instant.parse("2026-03-01T10:15:31Z"),
                        true,
                        Optional.of("o-abcdef1234")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/03/01/",
                "AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/03/01/10/",
                "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-east-1/year=2026/month=03/day=01/",
                ""
            })
    void knowsAVpcFlowLog(String folders) {
        String name = "111122223333_vpcflowlogs_us-east-1_fl-1234abcd1234abcd1_20260301T1015Z_fe123456.log.gz";

        assertThat(ObjectKeys.kind(folders + name))
                .isEqualTo(new VpcFlowLog("111122223333", "us-east-1", TEN_FIFTEEN, "fl-1234abcd1234abcd1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "logs/", "my-bucket-", "a/b/c-"})
    void knowsAnAccessLog(String prefix) {
        assertThat(ObjectKeys.kind(prefix + "2026-03-01-10-15-00-0123456789ABCDEF"))
                .isEqualTo(new S3AccessLog(TEN_FIFTEEN, Optional.empty()));
    }

    @Test
    void knowsAnAccessLogOfAPartition() {
        assertThat(ObjectKeys.kind(
                        "logs/111122223333/us-east-1/my.bucket/2026/03/01/2026-03-01-10-15-00-0123456789ABCDEF"))
                .isEqualTo(new S3AccessLog(
                        TEN_FIFTEEN, Optional.of(new S3AccessLog.Source("111122223333", "us-east-1", "my.bucket"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "readme.txt",
                "11112222333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz",
                "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5.json.gz",
                "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.zip",
                "111122223333_CloudTrail_east_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz",
                "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz/",
                "2026-03-01-10-15-00-0123456789abcdef",
                LOG + "\n"
            })
    void recognizesNothingElse(String key) {
        assertThat(ObjectKeys.kind(key)).isInstanceOf(Unrecognized.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "111122223333_CloudTrail_us-east-1_20260230T1015Z_aB3dE6gH9jK2mN5p.json.gz",
                "111122223333_CloudTrail_us-east-1_20260301T2415Z_aB3dE6gH9jK2mN5p.json.gz",
                "2026-13-01-10-15-00-0123456789ABCDEF"
            })
    void recognizesNoTimeOutsideTheCalendar(String key) {
        assertThat(ObjectKeys.kind(key)).isEqualTo(new Unrecognized("the name's time is no time of the calendar"));
    }

    @Test
    void boundsTheKeyFromBothSides() {
        String prefix = "x".repeat(ObjectKeys.MAX_KEY - LOG.length() - 1) + "/";

        assertThat(ObjectKeys.kind(prefix + LOG)).isInstanceOf(CloudTrailLog.class);
        assertThat(ObjectKeys.kind("x" + prefix + LOG)).isInstanceOf(Unrecognized.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/a/b", "a/b", "name", "s3://bucket/"})
    void writesALocationThatItReads(String text) {
        assertThat(ObjectLocation.parse(text).text()).isEqualTo(text);
    }
}
