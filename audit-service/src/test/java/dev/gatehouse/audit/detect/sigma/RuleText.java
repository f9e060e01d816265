package dev.gatehouse.audit.detect.sigma;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Rules and events that tests write down. */
final class RuleText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RuleText() {}

    /** A rule about CloudTrail's events with this detection, written as it stands in a file. */
    static String withDetection(String detection) {
        return """
                title: A test
                id: 11111111-1111-1111-1111-111111111111
                status: test
                level: low
                logsource:
                  product: aws
                  service: cloudtrail
                detection:
                """ + detection.indent(2);
    }

    static SigmaRule parse(String yaml) {
        return SigmaParser.parse(yaml.getBytes(UTF_8));
    }

    /** Whether a detection holds of an event, as a set of rules that it is alone in says. */
    static boolean holds(String detection, String event) {
        RuleSet rules = RuleSet.of(List.of(parse(withDetection(detection))));
        return !rules.match(LogSource.CLOUDTRAIL, json(event)).isEmpty();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a test's JSON", e);
        }
    }
}
