package dev.gatehouse.config.http.v1;

import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.HandOverJson;
import dev.gatehouse.config.delivery.GuardedFingerprints;
import dev.gatehouse.service.http.RequestBody;
import dev.gatehouse.service.http.Requests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Secrets as fingerprints: {@code /v1/secret-fingerprints}. Each call that hands some over makes a key, hence POST. */
@Path("/v1/secret-fingerprints")
@Tag(name = "secrets")
@RunOnVirtualThread
public class FingerprintsResource {
    private final GuardedFingerprints fingerprints;
    private final Requests requests;

    public FingerprintsResource(GuardedFingerprints fingerprints, Requests requests) {
        this.fingerprints = fingerprints;
        this.requests = requests;
    }

    @POST
    @Operation(
            summary =
                    "Keyed fingerprints of the secrets' values, never the values; 204 where 'unless' names the set that it still is")
    public Response handOver(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        Optional<String> unless = body == null || body.length == 0
                ? Optional.empty()
                : RequestBody.read(body, contentType, Set.of("unless")).text("unless");
        unless.filter(set -> !HandOver.isSet(set)).ifPresent(set -> {
            throw RequestBody.wrong("unless", "names no set");
        });
        return fingerprints
                .handOver(requests.caller(), unless)
                .map(made -> Response.ok(HandOverJson.write(made), MediaType.APPLICATION_JSON_TYPE))
                .orElseGet(Response::noContent)
                .header("Cache-Control", "no-store")
                .build();
    }
}
