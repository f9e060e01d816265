package dev.gatehouse.audit.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.lifecycle.Ledger;
import dev.gatehouse.audit.lifecycle.LifecycleState.Saved;
import dev.gatehouse.audit.lifecycle.RetentionSweep;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/lifecycle}: how long payloads are kept, and how many are gone. */
@Path("/v1/lifecycle")
@Tag(name = "lifecycle")
@RunOnVirtualThread
public class LifecycleResource {
    private final Ledger ledger;
    private final RetentionSweep sweep;
    private final Gatekeeper gate;
    private final Requests requests;

    public LifecycleResource(Ledger ledger, RetentionSweep sweep, Gatekeeper gate, Requests requests) {
        this.ledger = ledger;
        this.sweep = sweep;
        this.gate = gate;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "The retention rules, the last sweep, how many payloads were erased, how many holds there are")
    public Response get() {
        gate.require(requests.caller(), Capabilities.READ, Capabilities.log());
        Saved status = ledger.status();
        ObjectNode answer = Json.object();
        ArrayNode rules = answer.putArray("retention");
        sweep.retention()
                .rules()
                .forEach(rule -> rules.addObject().put("source", rule.prefix()).put("days", rule.days()));
        answer.putObject("erased").put("requested", status.requested()).put("expired", status.expired());
        answer.put("holds", status.holds().size());
        status.sweep()
                .last()
                .ifPresent(last -> answer.putObject("lastSweep")
                        .put("started", last.started().toString())
                        .put("expired", last.expired())
                        .put("complete", last.complete()));
        return Responses.json(200, answer).build();
    }
}
