package dev.gatehouse.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.service.access.GuardedTokens;
import dev.gatehouse.service.access.MintedToken;
import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.access.TokenSummary;
import dev.gatehouse.service.document.DurationText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The service's own access tokens. A token's text is in the answer to its minting, and nowhere else. */
@Path("/v1/tokens")
@Tag(name = "tokens")
@RunOnVirtualThread
public class TokensResource {
    private final GuardedTokens tokens;
    private final Requests requests;

    public TokensResource(GuardedTokens tokens, Requests requests) {
        this.tokens = tokens;
        this.requests = requests;
    }

    @POST
    @Operation(summary = "Mints a token with policies and a time to live")
    public Response mint(@HeaderParam("Content-Type") @Nullable String contentType, byte @Nullable [] body) {
        RequestBody request = RequestBody.read(body, contentType, Set.of("name", "policies", "ttl"));
        Duration ttl = DurationText.parse(request.requiredText("ttl"))
                .orElseThrow(() -> RequestBody.wrong("ttl", "must be a duration like 12h or 30d"));
        MintedToken minted = tokens.mint(
                requests.caller(),
                request.requiredText("name"),
                new TreeSet<>(request.texts("policies", TokenService.MAX_POLICIES)),
                ttl);
        ObjectNode answer = json(minted.summary());
        answer.put("token", minted.reveal());
        return Responses.json(201, answer).build();
    }

    @GET
    @Operation(summary = "All tokens, without their texts")
    public Response list() {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("tokens");
        tokens.list(requests.caller()).forEach(token -> items.add(json(token)));
        return Responses.json(200, answer).build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revokes a token")
    public Response revoke(@PathParam("id") String id) {
        return tokens.revoke(requests.caller(), id)
                .map(token -> Responses.json(200, json(token)).build())
                .orElseGet(() -> requests.problem(Problems.NOT_FOUND));
    }

    private static ObjectNode json(TokenSummary token) {
        ObjectNode node = Json.object();
        node.put("id", token.id());
        node.put("name", token.name());
        token.policies().stream().sorted().forEach(node.putArray("policies")::add);
        node.put("createdAt", token.createdAt().toString());
        node.put("expiresAt", token.expiresAt().toString());
        token.revokedAt().ifPresent(at -> node.put("revokedAt", at.toString()));
        return node;
    }
}
