package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What `pulumi destroy` does to buckets that hold something. */
class TeardownTest {
    @ParameterizedTest
    @EnumSource(Environment.class)
    void takesFullBucketsAwayWhereNothingIsProtectedOnly(Environment environment) {
        RecordedStack foundation = RecordedStack.of("foundation", environment, false);

        assertThat(foundation.ofType("BucketV2"))
                .isNotEmpty()
                .allSatisfy(bucket ->
                        assertThat(bucket.inputs().get("forceDestroy")).isEqualTo(environment != Environment.PROD));
    }
}
