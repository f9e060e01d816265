package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.response.NoticeChannel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Publishes notices to a topic: the message is the notice's JSON, and the attribute {@code id} its id. A FIFO topic drops repeats by
 * itself. What SNS finds wrong with the message is not sent again; a missing topic or permission is, because a person can mend that.
 */
public final class SnsChannel implements NoticeChannel {
    private static final Set<String> NEVER =
            Set.of("InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "ValidationException");
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]{1,32}:sns:[a-z0-9-]{1,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");
    private static final String GROUP = "responses";

    private final SnsClient sns;
    private final String topicArn;

    /** @throws IllegalArgumentException the ARN is not a topic's; SNS would blame each message for it */
    public SnsChannel(SnsClient sns, String topicArn) {
        if (!ARN.matcher(topicArn).matches()) {
            throw new IllegalArgumentException("the topic's ARN is not of the form arn:aws:sns:region:account:name");
        }
        this.sns = sns;
        this.topicArn = topicArn;
    }

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public Outcome deliver(Notice notice) {
        try {
            var _ = sns.publish(request(notice));
            return new Delivered();
        } catch (AwsServiceException e) {
            return NEVER.contains(AwsFailures.code(e)) ? new Never() : new Later(Optional.empty());
        } catch (SdkException e) {
            // It sets the thread's interrupt again where that was the reason.
            var _ = AwsFailures.of("publish a notice", e);
            return new Later(Optional.empty());
        }
    }

    private PublishRequest request(Notice notice) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topicArn)
                .message(notice.json())
                .messageAttributes(Map.of(
                        "id",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(notice.id())
                                .build()));
        if (topicArn.endsWith(".fifo")) {
            request.messageGroupId(GROUP).messageDeduplicationId(notice.id());
        }
        return request.build();
    }
}
