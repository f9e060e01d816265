package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which settings AWS needs, and that what is missing is named. */
class AwsReadinessTest {
    private static final Map<String, String> READY = Map.of(
            "gatehouse.store", "aws",
            "gatehouse.aws.bucket", "audit-bucket",
            "gatehouse.aws.signing-key", "alias/audit-log");

    private static List<String> fatal(Map<String, String> settings) {
        Settings mapped = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(Settings.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(Settings.class);
        List<String> names = new ArrayList<>();
        for (ReadinessCheck.Finding finding : new ReadinessCheck(mapped, setting -> false).settings()) {
            names.add(finding.setting());
        }
        return names;
    }

    private static Map<String, String> with(String... more) {
        Map<String, String> settings = new HashMap<>(READY);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static Map<String, String> without(String setting) {
        Map<String, String> settings = with();
        settings.remove(setting);
        return settings;
    }

    @Test
    void withABucketAndAKeyNothingOfAwsIsMissing() {
        assertThat(fatal(READY)).noneMatch(name -> name.contains("aws") || name.contains("cloudtrail"));
        assertThat(fatal(Map.of())).noneMatch(name -> name.contains("aws") || name.contains("cloudtrail"));
    }

    @Test
    void aMissingBucketIsNamed() {
        assertThat(fatal(without("gatehouse.aws.bucket"))).contains("gatehouse.aws.bucket");
    }

    @Test
    void aMissingKeyIsNamedOutsideLocalMode() {
        Map<String, String> settings = without("gatehouse.aws.signing-key");
        assertThat(fatal(settings)).contains("gatehouse.aws.signing-key");

        settings.put("gatehouse.mode", "local");

        assertThat(fatal(settings)).isEmpty();
    }

    @Test
    void aPlainEndpointIsForLocalModeOnly() {
        String finding = "gatehouse.aws.endpoint, .kms-endpoint";

        assertThat(fatal(with("gatehouse.aws.endpoint", "http://127.0.0.1:5000")))
                .contains(finding);
        assertThat(fatal(with("gatehouse.aws.kms-endpoint", "http://127.0.0.1:5000")))
                .contains(finding);
        assertThat(fatal(with("gatehouse.aws.endpoint", "https://s3.example.com")))
                .doesNotContain(finding);
        assertThat(fatal(with("gatehouse.aws.endpoint", "http://127.0.0.1:5000", "gatehouse.mode", "local")))
                .isEmpty();
    }

    @Test
    void aQueueNeedsTheBucketsThatMayBeRead() {
        Map<String, String> settings = with("gatehouse.cloudtrail.queue-url", "https://sqs.example.com/1/q");
        assertThat(fatal(settings)).contains("gatehouse.cloudtrail.buckets");

        settings.put("gatehouse.cloudtrail.buckets", "trail-bucket");

        assertThat(fatal(settings)).doesNotContain("gatehouse.cloudtrail.buckets");
    }
}
