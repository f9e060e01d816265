package dev.gatehouse.audit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.log.verify.Fault;
import dev.gatehouse.audit.log.verify.VerificationState;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * {@code GET /v1/log/health}: what the background verification knows. {@code verdict} is {@code broken} from the first
 * fault on, {@code sound} after a pass without one, and {@code unknown} before.
 */
public final class LogHealthRoute {
    private static final JsonMapper JSON = new JsonMapper();

    private final Admission admission;
    private final Gatekeeper gate;
    private final Supplier<VerificationState> state;
    private final RouteProblems problems;
    private final Executor workers;

    public LogHealthRoute(
            Admission admission,
            Gatekeeper gate,
            Supplier<VerificationState> state,
            RouteProblems problems,
            Executor workers) {
        this.admission = admission;
        this.gate = gate;
        this.state = state;
        this.problems = problems;
        this.workers = workers;
    }

    /** Serves it. */
    public void health(RoutingContext context) {
        workers.execute(() -> problems.guarded(context, () -> {
            switch (admission.admit(context.request())) {
                case Admission.Admitted(Caller caller) -> {
                    gate.require(caller, Capabilities.READ, Capabilities.log());
                    context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                            .end(Buffer.buffer(json(state.get()).toString().getBytes(UTF_8)));
                }
                case Admission.Refused(Problem problem) -> problems.send(context, problem);
            }
        }));
    }

    private static ObjectNode json(VerificationState state) {
        ObjectNode json = JSON.createObjectNode().put("verdict", verdict(state));
        state.sound()
                .ifPresent(pass -> json.putObject("lastSoundPass")
                        .put("begun", pass.begun().toString())
                        .put("ended", pass.ended().toString())
                        .put("size", pass.size())
                        .put("root", pass.root()));
        state.running()
                .ifPresent(running -> json.putObject("running")
                        .put("begun", running.begun().toString())
                        .put("verified", running.verified())
                        .put("size", running.goal()));
        state.fault().ifPresent(fault -> put(json.putObject("firstFault"), fault));
        state.lastFault().ifPresent(fault -> put(json.putObject("lastFault"), fault));
        state.unreadable().ifPresent(when -> json.put("unreadable", when.toString()));
        return json;
    }

    private static String verdict(VerificationState state) {
        if (state.fault().isPresent()) {
            return "broken";
        }
        return state.sound().isPresent() ? "sound" : "unknown";
    }

    private static void put(ObjectNode json, Fault fault) {
        json.put("found", fault.found().toString()).put("place", fault.place()).put("what", fault.what());
    }
}
