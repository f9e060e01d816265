package dev.gatehouse.scanner;

import dev.gatehouse.scanner.response.DisableKeyStep;
import dev.gatehouse.scanner.response.NoticeChannel;
import dev.gatehouse.scanner.response.Quarantine;
import dev.gatehouse.scanner.response.ResponseBus;
import dev.gatehouse.scanner.store.aws.EventBridgeBus;
import dev.gatehouse.scanner.store.aws.IamAccessKeys;
import dev.gatehouse.scanner.store.aws.IamKeySwitch;
import dev.gatehouse.scanner.store.aws.S3Quarantine;
import dev.gatehouse.scanner.store.aws.SnsChannel;
import dev.gatehouse.scanner.store.aws.SsmConversion;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Puts together what responses do on AWS, each part where it is asked for. */
@Singleton
public class AwsResponseWiring {
    private final ResponseSettings.Response response;
    private final Instance<S3Client> s3;
    private final Instance<SsmClient> ssm;
    private final Instance<IamClient> iam;
    private final Instance<SnsClient> sns;
    private final Instance<EventBridgeClient> events;

    AwsResponseWiring(
            Settings settings,
            Instance<S3Client> s3,
            Instance<SsmClient> ssm,
            Instance<IamClient> iam,
            Instance<SnsClient> sns,
            Instance<EventBridgeClient> events) {
        this.response = settings.response();
        this.events = events;
        this.s3 = s3;
        this.ssm = ssm;
        this.iam = iam;
        this.sns = sns;
    }

    List<Quarantine> quarantines() {
        List<Quarantine> all = new ArrayList<>();
        response.quarantineBucket()
                .ifPresent(bucket -> all.add(new S3Quarantine(
                        s3.get(),
                        new S3Quarantine.Keeping(
                                bucket,
                                response.quarantineKmsKey(),
                                response.quarantineRemoval() == ResponseSettings.Removal.TAG))));
        if (response.convertParameters()) {
            all.add(new SsmConversion(ssm.get()));
        }
        return all;
    }

    List<NoticeChannel> channels() {
        return response.topicArn().stream()
                .map(arn -> (NoticeChannel)
                        Made.named("gatehouse.response.topic-arn", () -> new SnsChannel(sns.get(), arn)))
                .toList();
    }

    Optional<ResponseBus> bus() {
        return response.eventBus()
                .map(bus -> Made.named("gatehouse.response.event-bus", () -> new EventBridgeBus(events.get(), bus)));
    }

    Optional<DisableKeyStep.Keys> keys() {
        return response.disableKeys()
                ? Optional.of(new DisableKeyStep.Keys(new IamAccessKeys(iam.get()), new IamKeySwitch(iam.get())))
                : Optional.empty();
    }
}
