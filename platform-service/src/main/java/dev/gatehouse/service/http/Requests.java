package dev.gatehouse.service.http;

import dev.gatehouse.service.access.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Objects;

/** What a resource method needs of the request it serves. */
@Singleton
public class Requests {
    private static final String CALLER = Caller.class.getName();

    private final CurrentVertxRequest current;

    public Requests(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The caller that the filter admitted. */
    public Caller caller() {
        return Objects.requireNonNull(context().get(CALLER), "a resource was reached past the admission filter");
    }

    /** The answer that a problem is to this request. */
    public Response problem(Problem problem) {
        return Responses.of(problem, RequestIds.of(context().request()));
    }

    void admitted(Caller caller) {
        context().put(CALLER, caller);
    }

    RoutingContext context() {
        return current.getCurrent();
    }
}
