package dev.gatehouse.audit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.EventProof;
import dev.gatehouse.audit.log.EventProof.Absent;
import dev.gatehouse.audit.log.EventProof.Proven;
import dev.gatehouse.audit.log.EventProof.Unsealed;
import dev.gatehouse.audit.log.EventProofs;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.tlog.ConsistencyProof;
import dev.gatehouse.audit.tlog.TlogProof;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.BadRequest;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Proofs of the log: {@code /v1/log/proof?index=N} and {@code /v1/log/consistency?from=N&to=M}. */
public final class ProofRoute {
    /** Decimal, without a sign or leading zeroes, and below 10^18: no log is as long. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private static final String PRIVATE = "private, no-cache";

    private final Admission admission;
    private final Gatekeeper gate;
    private final LogReader log;
    private final EventProofs proofs;
    private final RouteProblems problems;
    private final Executor workers;

    public ProofRoute(
            Admission admission,
            Gatekeeper gate,
            LogReader log,
            EventProofs proofs,
            RouteProblems problems,
            Executor workers) {
        this.admission = admission;
        this.gate = gate;
        this.log = log;
        this.proofs = proofs;
        this.problems = problems;
        this.workers = workers;
    }

    /**
     * Serves the proof file of an event. Who may read the event's source gets what opens the commitment with it; who may
     * read the log only gets the entry. An erased event is known to no source.
     */
    public void proof(RoutingContext context) {
        serve(context, caller -> prove(context, caller, number(context, "index")));
    }

    private void prove(RoutingContext context, Caller caller, long index) {
        boolean reader = log.read(index)
                .flatMap(LoggedEvent::event)
                .map(Event::key)
                .filter(key -> caller.may(Capabilities.READ, Capabilities.source(key.source())))
                .isPresent();
        if (!reader) {
            gate.require(caller, Capabilities.READ, Capabilities.log());
        }
        send(context, reader ? proofs.openProof(index) : proofs.proof(index));
    }

    private void send(RoutingContext context, EventProof proof) {
        switch (proof) {
            case Proven(TlogProof file) -> {
                String name = file.inclusion().index() + ".tlog-proof";
                context.response().putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
                send(context, "text/plain; charset=utf-8", file.bytes());
            }
            case Absent() -> problems.send(context, Problems.NOT_FOUND);
            case Unsealed() -> problems.send(context, notSealed());
        }
    }

    /** The problem of an event that is durable, and that no checkpoint covers in time. */
    private static Problem notSealed() {
        return new Problem(503, "not-sealed", "Unavailable", "No checkpoint covers the event yet.")
                .retryingAfter(Problems.RETRY_SECONDS);
    }

    /** Serves the proof that the log of one size begins with that of another. */
    public void consistency(RoutingContext context) {
        serve(context, caller -> {
            gate.require(caller, Capabilities.READ, Capabilities.log());
            long from = number(context, "from");
            long to = number(context, "to");
            ConsistencyProof proof = proofs.consistency(from, to)
                    .orElseThrow(() -> new BadRequest(
                            "no-such-sizes", "from is more than to, or to is more than the newest checkpoint covers"));
            send(context, "application/json", json(proof).getBytes(US_ASCII));
        });
    }

    /** Numbers and base64 need no escapes. */
    private static String json(ConsistencyProof proof) {
        List<String> hashes =
                proof.hashes().stream().map(hash -> "\"" + hash.base64() + "\"").toList();
        return "{\"from\":" + proof.first() + ",\"to\":" + proof.second() + ",\"hashes\":[" + String.join(",", hashes)
                + "]}";
    }

    private static long number(RoutingContext context, String name) {
        List<String> values = context.queryParam(name);
        if (values.size() != 1 || !NUMBER.matcher(values.getFirst()).matches()) {
            throw new BadRequest("invalid-number", "the parameter " + name + " is not given once, as a decimal number");
        }
        return Long.parseLong(values.getFirst());
    }

    private void serve(RoutingContext context, Consumer<Caller> serving) {
        workers.execute(() -> problems.guarded(context, () -> {
            switch (admission.admit(context.request())) {
                case Admission.Admitted(Caller caller) -> serving.accept(caller);
                case Admission.Refused(Problem problem) -> problems.send(context, problem);
            }
        }));
    }

    private static void send(RoutingContext context, String type, byte[] bytes) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, PRIVATE)
                .end(Buffer.buffer(bytes));
    }
}
