package dev.gatehouse.config.http.v1;

import dev.gatehouse.config.delivery.GuardedAdoption;
import dev.gatehouse.config.delivery.GuardedReaders;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.Requests;
import dev.gatehouse.service.http.Responses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who holds a secret and who read it: {@code /v1/secrets/{name}/adoption} and {@code .../readers}. */
@Path("/v1/secrets")
@Tag(name = "secrets")
@RunOnVirtualThread
public class SecretHoldersResource {
    private final GuardedAdoption adoption;
    private final GuardedReaders readers;
    private final Requests requests;

    public SecretHoldersResource(GuardedAdoption adoption, GuardedReaders readers, Requests requests) {
        this.adoption = adoption;
        this.readers = readers;
        this.requests = requests;
    }

    @GET
    @Path("/{name:[^:]+}/adoption")
    @Operation(
            summary =
                    "Which version of a secret each instance holds that reports, and whether all have the current one")
    public Response adoption(@PathParam("name") String name) {
        return adoption.of(requests.caller(), new SecretName(name))
                .map(found -> Responses.json(200, AdoptionJson.adoption(found)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    @GET
    @Path("/{name:[^:]+}/readers")
    @Operation(summary = "Who read a secret, which version, when and from where, out of the audit log")
    public Response readers(
            @PathParam("name") String name,
            @QueryParam("version") @Nullable String version,
            @QueryParam("since") @Nullable String since) {
        return Responses.json(
                        200,
                        AdoptionJson.readers(readers.of(
                                requests.caller(),
                                new SecretName(name),
                                Optional.ofNullable(version).map(VersionId::new),
                                Optional.ofNullable(since).map(SecretHoldersResource::time))))
                .build();
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException e) {
            throw Queries.wrong("since", "must be a time with its offset, for instance 2026-03-01T00:00:00Z");
        }
    }
}
