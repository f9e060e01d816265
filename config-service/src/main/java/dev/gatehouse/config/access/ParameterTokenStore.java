package dev.gatehouse.config.access;

import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.access.TokenJson;
import dev.gatehouse.service.access.TokenRecord;
import dev.gatehouse.service.access.TokenStore;
import dev.gatehouse.service.access.TokenSummary;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each token's record as a parameter, {@code /{project}/_gatehouse/tokens/{id}}, so that tokens live wherever
 * parameters do.
 *
 * <p>The records are secure parameters though they hold no secret: sealing them keeps who can write the database or the
 * disk from making a token of their own. Whoever can write the prefix through the API could do the same, so the API
 * does not serve {@link #reserved}.
 */
public final class ParameterTokenStore implements TokenStore {
    private final ParameterStore parameters;
    private final ParameterPath tokens;

    public ParameterTokenStore(ParameterStore parameters, String project) {
        this.parameters = parameters;
        this.tokens = reserved(project).resolve("tokens");
    }

    /** The subtree of a project that is this service's own, and that no request may name. */
    public static ParameterPath reserved(String project) {
        return ParameterPath.of(project).resolve("_gatehouse");
    }

    @Override
    public Optional<TokenRecord> find(String id) {
        return stored(id).map(this::read);
    }

    @Override
    public List<TokenRecord> all() {
        return parameters.listAll(tokens).stream().map(this::read).toList();
    }

    @Override
    public boolean add(TokenRecord token) {
        return put(token, Precondition.ABSENT);
    }

    @Override
    public Optional<TokenRecord> revoke(String id, Instant at) {
        while (true) {
            Optional<Parameter> stored = stored(id);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            TokenRecord token = read(stored.get());
            if (token.summary().revokedAt().isPresent()) {
                return Optional.of(token);
            }
            TokenRecord revoked = token.revoked(at);
            if (put(revoked, new Precondition.Matches(stored.get().version()))) {
                return Optional.of(revoked);
            }
            // Someone else revoked or deleted it meanwhile; the next round sees which, and ends.
        }
    }

    private Optional<Parameter> stored(String id) {
        return TokenSummary.isId(id) ? parameters.get(tokens.resolve(id), Selector.LATEST) : Optional.empty();
    }

    private boolean put(TokenRecord token, Precondition precondition) {
        ParameterPath path = tokens.resolve(token.summary().id());
        return switch (parameters.put(path, ParameterValue.secure(TokenJson.write(token)), precondition)) {
            case WriteResult.Written ignored -> true;
            case WriteResult.Conflict ignored -> false;
        };
    }

    private TokenRecord read(Parameter parameter) {
        try {
            TokenRecord token = TokenJson.read(parameter.value().text());
            if (!parameter.path().equals(tokens.resolve(token.summary().id()))) {
                throw new IllegalArgumentException("is another token's");
            }
            return token;
        } catch (IllegalArgumentException | InvalidName damaged) {
            throw new StoreException.Corrupt(
                    "the token's record at " + parameter.path() + " can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
