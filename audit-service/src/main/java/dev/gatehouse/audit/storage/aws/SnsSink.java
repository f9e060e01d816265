package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.detect.DetectionSink;
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
 * Publishes detections to a topic: the message is the detection's JSON, and the attribute {@code uid} what it is known by.
 * A FIFO topic drops repeats by itself.
 *
 * <p>What SNS finds wrong with the message itself is not sent again; a missing topic or permission is tried again, because
 * a person can mend that.
 */
public final class SnsSink implements DetectionSink {
    private static final Set<String> NEVER =
            Set.of("InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "ValidationException");
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]{1,32}:sns:[a-z0-9-]{1,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");
    private static final String GROUP = "detections";

    private final SnsClient sns;
    private final String topicArn;

    /**
     * @param sns a client that {@link AwsClientSettings#applyTo} was given
     * @throws IllegalArgumentException the ARN is not a topic's; SNS would blame each message for it
     */
    public SnsSink(SnsClient sns, String topicArn) {
        if (!ARN.matcher(topicArn).matches()) {
            throw new IllegalArgumentException("the topic's ARN is not of the form arn:aws:sns:region:account:name");
        }
        this.sns = sns;
        this.topicArn = topicArn;
    }

    @Override
    public Outcome deliver(Message message) {
        try {
            sns.publish(request(message));
            return new Delivered();
        } catch (AwsServiceException e) {
            return NEVER.contains(AwsError.code(e)) ? new Never() : new Later(Optional.empty());
        } catch (SdkException e) {
            AwsError.of(e); // It sets the thread's interrupt again where that was the reason.
            return new Later(Optional.empty());
        }
    }

    private PublishRequest request(Message message) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topicArn)
                .message(message.json().text())
                .messageAttributes(Map.of(
                        "uid",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(message.uid())
                                .build()));
        if (topicArn.endsWith(".fifo")) {
            request.messageGroupId(GROUP).messageDeduplicationId(message.uid());
        }
        return request.build();
    }
}
