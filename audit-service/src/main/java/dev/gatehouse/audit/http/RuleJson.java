package dev.gatehouse.audit.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.gatehouse.audit.detect.Backtest;
import dev.gatehouse.audit.detect.Detection;
import dev.gatehouse.audit.detect.EventRef;
import dev.gatehouse.audit.detect.RuleCatalog;
import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.service.http.Json;
import java.util.List;
import java.util.Locale;

/** Rules, and what they would have found, as JSON. */
final class RuleJson {
    private static final int UNPROCESSABLE = 422;

    private RuleJson() {}

    /** {@code {"rules": [{id, title, level, status, version, origin, file, tags, state}]}}. */
    static byte[] list(List<RuleCatalog.Entry> entries) {
        ObjectNode root = Json.object();
        ArrayNode rules = root.putArray("rules");
        for (RuleCatalog.Entry entry : entries) {
            head(rules.addObject(), entry.rule())
                    .put("origin", entry.file().origin().word())
                    .put("file", entry.file().name())
                    .put("state", entry.state().word());
        }
        return Json.bytes(root);
    }

    /** {@code {"valid": true, "rule": {id, title, level, status, version, tags}}}. */
    static byte[] valid(SigmaRule rule) {
        ObjectNode root = Json.object().put("valid", true);
        head(root.putObject("rule"), rule);
        return Json.bytes(root);
    }

    private static ObjectNode head(ObjectNode json, SigmaRule rule) {
        json.put("id", rule.id().toString())
                .put("title", rule.title())
                .put("level", rule.level().word())
                .put("status", rule.status().name().toLowerCase(Locale.ROOT))
                .put("version", rule.version());
        rule.tags().forEach(json.putArray("tags")::add);
        return json;
    }

    /** RFC 9457 with {@code errors}: {@code [{line, place, problem}]}. */
    static byte[] problem(List<InvalidRule> wrong, String requestId) {
        ObjectNode root = Json.object()
                .put("type", "urn:gatehouse:problem:invalid-rule")
                .put("title", "The rule can't be run")
                .put("status", UNPROCESSABLE)
                .put("detail", "RULES.md says what of Sigma's format is supported.")
                .put("instance", "urn:gatehouse:request:" + requestId);
        ArrayNode errors = root.putArray("errors");
        for (InvalidRule problem : wrong) {
            errors.addObject()
                    .put("line", problem.line())
                    .put("place", problem.place())
                    .put("problem", problem.problem());
        }
        return Json.bytes(root);
    }

    /**
     * {@code {rule, ending, events, unreadable, matches, detections, suppressed, next, firstMatches, firstDetections}};
     * {@code ending} is {@code complete}, {@code too-many-events} or {@code too-late}.
     */
    static byte[] report(SigmaRule rule, Backtest.Report report) {
        ObjectNode root = Json.object();
        head(root.putObject("rule"), rule);
        root.put("ending", report.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("events", report.events())
                .put("unreadable", report.unreadable())
                .put("matches", report.matches())
                .put("detections", report.detections())
                .put("suppressed", report.suppressed())
                .put("next", report.next());
        ArrayNode matches = root.putArray("firstMatches");
        report.firstMatches().forEach(match -> event(matches.addObject(), match));
        ArrayNode detections = root.putArray("firstDetections");
        for (Detection detection : report.firstDetections()) {
            detections.addRawValue(new RawValue(detection.event().raw().text()));
        }
        return Json.bytes(root);
    }

    private static void event(ObjectNode json, EventRef event) {
        json.put("source", event.key().source())
                .put("uid", event.key().uid())
                .put("index", event.index())
                .put("time", event.time().toString());
    }
}
