package dev.gatehouse.scanner.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.access.Capabilities;
import dev.gatehouse.scanner.access.Gatekeeper;
import dev.gatehouse.scanner.rule.LoadedRules;
import dev.gatehouse.scanner.rule.Rule;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rules that are looked for. */
@Path("/v1/rules")
@Tag(name = "rules")
@RunOnVirtualThread
public class RulesResource {
    private final LoadedRules rules;
    private final Gatekeeper gate;
    private final Requests requests;

    public RulesResource(LoadedRules rules, Gatekeeper gate, Requests requests) {
        this.rules = rules;
        this.gate = gate;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "All rules, and what was passed over when they were loaded")
    public Response list() {
        gate.require(requests.caller(), Capabilities.READ, Capabilities.rules());
        ObjectNode answer = Json.object();
        answer.put("version", rules.rules().version().text());
        ArrayNode items = answer.putArray("rules");
        rules.rules().rules().forEach(rule -> items.add(json(rule)));
        rules.warnings().forEach(answer.putArray("warnings")::add);
        return Responses.json(200, answer).build();
    }

    private static ObjectNode json(Rule rule) {
        ObjectNode json = Json.object();
        json.put("id", rule.id());
        json.put("description", rule.description());
        json.put("origin", rule.origin().name().toLowerCase(Locale.ROOT));
        json.put("version", rule.version().text());
        rule.tags().forEach(json.putArray("tags")::add);
        return json;
    }
}
