package dev.gatehouse.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.detect.DetectionSink;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Detections as lines of the service's own log: which rule and how many events; who did what is in the log of events. */
final class LoggedDetections implements DetectionSink {
    private static final Logger LOG = Logger.getLogger(LoggedDetections.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Outcome deliver(Message message) {
        try {
            JsonNode json = JSON.readTree(
                    message.json().array(),
                    message.json().offset(),
                    message.json().length());
            LOG.warnf(
                    "detection; uid=%s rule=%s level=%s count=%d",
                    message.uid(),
                    json.path("rule").path("id").asText(),
                    json.path("rule").path("level").asText(),
                    json.path("count").asInt());
            return new Delivered();
        } catch (IOException e) {
            return new Never();
        }
    }
}
