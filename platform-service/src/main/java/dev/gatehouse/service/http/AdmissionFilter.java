package dev.gatehouse.service.http;

import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Admits each request to a resource before its method runs, and gives each answer its request id. */
@jakarta.ws.rs.ext.Provider
public class AdmissionFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /** Asked for at the first request: providers are made before there are settings. */
    private final Provider<Admission> admission;

    private final Requests requests;

    public AdmissionFilter(Provider<Admission> admission, Requests requests) {
        this.admission = admission;
        this.requests = requests;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        switch (admission.get().admit(requests.context().request())) {
            case Admission.Admitted(var caller) -> requests.admitted(caller);
            case Admission.Refused(Problem problem) ->
                context.abortWith(
                        Responses.of(problem, RequestIds.of(requests.context().request())));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders()
                .putSingle(RequestIds.HEADER, RequestIds.of(requests.context().request()));
        // What is stricter stays.
        if (!response.getHeaders().containsKey("Cache-Control")) {
            response.getHeaders().putSingle("Cache-Control", "private, no-cache");
        }
    }
}
