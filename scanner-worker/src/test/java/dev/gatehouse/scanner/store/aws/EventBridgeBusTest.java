package dev.gatehouse.scanner.store.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.gatehouse.service.failure.StoreException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EventBridgeBusTest {
    private static final String DETAIL = "{\"plan\":\"managed-secret\",\"response\":\"r-1\"}";

    private final EventBridgeClient events =
            Moto.client(EventBridgeClient.builder(), Moto.endpoint()).build();
    private final SqsClient sqs =
            Moto.client(SqsClient.builder(), Moto.endpoint()).build();

    /** A queue that a rule of the bus fills with the events of one plan. */
    private String queueOf(String bus, String plan) {
        String name = plan + "-" + UUID.randomUUID();
        String queue = sqs.createQueue(create -> create.queueName(name)).queueUrl();
        String arn = sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        events.putRule(put -> put.eventBusName(bus).name(name).eventPattern("""
                {"source": ["gatehouse.scanner-worker"], "detail-type": ["Response Started"],
                 "detail": {"plan": ["%s"]}}""".formatted(plan)));
        events.putTargets(put -> put.eventBusName(bus)
                .rule(name)
                .targets(Target.builder().id("q").arn(arn).build()));
        return queue;
    }

    private List<Message> messages(String queue) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    @Test
    void putsAnEventThatTheRuleOfItsPlanTakes() throws JsonProcessingException {
        String bus = "responses-" + UUID.randomUUID();
        String arn = events.createEventBus(create -> create.name(bus)).eventBusArn();
        String queue = queueOf(bus, "managed-secret");
        String other = queueOf(bus, "account-key");

        assertThat(new EventBridgeBus(events, arn).put(DETAIL)).isEmpty();

        List<Message> got = messages(queue);
        assertThat(got).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(got.getFirst().body());
        assertThat(event.path("source").asText()).isEqualTo("gatehouse.scanner-worker");
        assertThat(event.path("detail-type").asText()).isEqualTo("Response Started");
        assertThat(event.path("detail").toString()).isEqualTo(DETAIL);
        assertThat(event.path("resources")).isEmpty();
        assertThat(messages(other)).isEmpty();
        assertThat(new EventBridgeBus(events, bus).put(DETAIL)).isEmpty();
        assertThat(messages(queue)).hasSize(1);
    }

    private static void answering(ResponseDefinitionBuilder answer, Consumer<EventBridgeBus> test) {
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(any(anyUrl()).willReturn(answer));
            URI endpoint = URI.create("http://127.0.0.1:" + server.port());
            test.accept(new EventBridgeBus(
                    Moto.client(EventBridgeClient.builder(), endpoint).build(), "responses"));
        } finally {
            server.stop();
        }
    }

    @Test
    void saysWhyAnEntryWasNotTakenAndNotWhatAwsSaysAboutIt() {
        answering(okJson("""
                {"FailedEntryCount": 1, "Entries": [
                  {"ErrorCode": "ThrottlingException", "ErrorMessage": "quotes the canary"}]}"""), bus -> assertThat(bus.put(DETAIL)).contains("ThrottlingException"));
    }

    @Test
    void anErrorIsAStoresFailureThatQuotesNothing() {
        answering(
                okJson("""
                {"__type": "AccessDeniedException", "message": "quotes the canary"}""").withStatus(400),
                bus -> assertThatThrownBy(() -> bus.put(DETAIL))
                        .isInstanceOf(StoreException.Denied.class)
                        .hasMessageNotContaining("canary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a bus",
                "arn:aws:events:eu-central-1:1:event-bus/x",
                "arn:aws:sns:eu-central-1:123456789012:x"
            })
    void refusesWhatIsNoBus(String bus) {
        assertThatThrownBy(() -> new EventBridgeBus(events, bus)).isInstanceOf(IllegalArgumentException.class);
    }
}
