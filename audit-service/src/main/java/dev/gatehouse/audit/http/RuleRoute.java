package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.detect.RuleCatalog;
import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.detect.sigma.SigmaParser;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RequestIds;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The rules, and whether a text is one: {@code GET /v1/rules}, {@code GET /v1/rules/{id}}, {@code POST /v1/rules/validate}. */
public final class RuleRoute {
    /** The name by which policies know rules that are only tried. */
    static final String DRAFT = "draft";

    private final Admission admission;
    private final Gatekeeper gate;
    private final RuleCatalog rules;
    private final Bodies bodies;
    private final RouteProblems problems;
    private final Executor workers;

    public RuleRoute(
            Admission admission,
            Gatekeeper gate,
            RuleCatalog rules,
            Bodies bodies,
            RouteProblems problems,
            Executor workers) {
        this.admission = admission;
        this.gate = gate;
        this.rules = rules;
        this.bodies = bodies;
        this.problems = problems;
        this.workers = workers;
    }

    /** Serves the rules that the caller may read. */
    public void list(RoutingContext context) {
        serve(context, caller -> {
            List<RuleCatalog.Entry> readable = rules.entries().stream()
                    .filter(entry -> caller.may(
                            Capabilities.READ,
                            Capabilities.rule(entry.rule().id().toString())))
                    .toList();
            send(context, 200, "application/json", RuleJson.list(readable));
        });
    }

    /** Serves a rule as it stands in its file. */
    public void get(RoutingContext context) {
        serve(context, caller -> {
            Optional<UUID> id = id(context);
            // Who may not read it is told so whether it is there or not.
            id.ifPresent(uuid -> gate.require(caller, Capabilities.READ, Capabilities.rule(uuid.toString())));
            id.flatMap(rules::find)
                    .ifPresentOrElse(
                            entry -> send(
                                    context,
                                    200,
                                    "application/yaml",
                                    entry.file().yaml().copy()),
                            () -> problems.send(context, Problems.NOT_FOUND));
        });
    }

    /** Says what is wrong with a rule, or that nothing is; nothing is kept. */
    public void validate(RoutingContext context) {
        bodies.read(
                context,
                body -> serve(context, caller -> {
                    gate.require(caller, Capabilities.READ, Capabilities.rule(DRAFT));
                    List<InvalidRule> wrong = SigmaParser.problems(body);
                    if (wrong.isEmpty()) {
                        SigmaRule rule = SigmaParser.parse(body);
                        guarded(context, () -> {
                            rules.with(rule);
                            send(context, 200, "application/json", RuleJson.valid(rule));
                        });
                    } else {
                        refuse(context, wrong);
                    }
                }));
    }

    private void serve(RoutingContext context, Consumer<Caller> serving) {
        workers.execute(() -> problems.guarded(context, () -> {
            switch (admission.admit(context.request())) {
                case Admission.Admitted(Caller caller) -> serving.accept(caller);
                case Admission.Refused(Problem problem) -> problems.send(context, problem);
            }
        }));
    }

    /** Runs what may find that a rule is none. */
    static void guarded(RoutingContext context, Runnable serving) {
        try {
            serving.run();
        } catch (InvalidRule e) {
            refuse(context, List.of(e));
        }
    }

    private static void refuse(RoutingContext context, List<InvalidRule> wrong) {
        String requestId = RequestIds.of(context.request());
        context.response().putHeader(RequestIds.HEADER, requestId);
        send(context, 422, Problem.MEDIA_TYPE, RuleJson.problem(wrong, requestId));
    }

    /** The id in the path, where it is written as one. */
    static Optional<UUID> id(RoutingContext context) {
        String text = String.valueOf(context.pathParam("id"));
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static void send(RoutingContext context, int status, String type, byte[] body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .end(Buffer.buffer(body));
    }
}
