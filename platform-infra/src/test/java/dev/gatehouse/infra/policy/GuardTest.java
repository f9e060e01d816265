package dev.gatehouse.infra.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import dev.gatehouse.infra.config.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Map<String, String> TAGS = Map.of(
            "Environment",
            "dev",
            "Application",
            "a",
            "Owner",
            "o",
            "CostCenter",
            "c",
            "DataClassification",
            "internal",
            "BackupRequired",
            "none");
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    @AfterEach
    void cleanUp() {
        PulumiTest.cleanup();
    }

    @Test
    void refusesWhatItKnowsBeforeAnythingIsRegistered() {
        TestResult result =
                run(context -> new Queue("open", QueueArgs.builder().tags(TAGS).build()));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).anyMatch(each -> each.contains("GH-ENC-1"));
        assertThat(registered).doesNotContain("open");
    }

    @Test
    void holdsAResourceBackUntilItsInputsAreKnownAndRefusesItThen() {
        TestResult result = run(context -> {
            Key key = new Key(
                    "key", KeyArgs.builder().enableKeyRotation(true).tags(TAGS).build());
            new Queue(
                    "late",
                    QueueArgs.builder()
                            .kmsMasterKeyId(key.arn().applyValue(arn -> "alias/aws/sqs"))
                            .tags(TAGS)
                            .build());
        });

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).anyMatch(each -> each.contains("GH-ENC-1"));
        assertThat(registered).contains("key").doesNotContain("late");
    }

    @Test
    void letsThroughWhatKeepsTheRules() {
        TestResult result = run(context -> {
            Key key = new Key(
                    "key", KeyArgs.builder().enableKeyRotation(true).tags(TAGS).build());
            new Queue(
                    "sealed",
                    QueueArgs.builder().kmsMasterKeyId(key.arn()).tags(TAGS).build());
        });

        assertThat(result.errors()).isEmpty();
        assertThat(registered).contains("key", "sealed");
    }

    private TestResult run(Consumer<Context> program) {
        Mocks mocks = args -> {
            registered.add(args.name);
            return CompletableFuture.completedFuture(
                    Mocks.ResourceResult.of(Optional.of(args.name), Map.of("arn", "arn:aws:mock:::" + args.name)));
        };
        return PulumiTest.withMocks(mocks)
                .withOptions(TestOptions.builder()
                        .resourceTransformations(List.of(new Guard(new GuardRules(Environment.DEV), List.of())))
                        .build())
                .runTest(program);
    }
}
