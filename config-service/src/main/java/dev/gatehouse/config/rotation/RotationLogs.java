package dev.gatehouse.config.rotation;

import dev.gatehouse.config.access.ParameterTokenStore;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps what is known of each secret's rotations as a parameter, {@code /{project}/_gatehouse/rotations/{environment}/{secret}}.
 * Its conditional writes are what keeps a secret to one rotation at a time, and a step to one node.
 *
 * <p>The records are secure parameters though they hold no secret, for the same reason as the tokens': whoever could write
 * them at rest could have a secret rotated, or never again.
 */
public final class RotationLogs {
    private final ParameterStore parameters;
    private final ParameterPath root;
    private final String project;

    public RotationLogs(ParameterStore parameters, String project) {
        this.parameters = parameters;
        this.project = project;
        this.root = ParameterTokenStore.reserved(project).resolve("rotations");
    }

    /**
     * A record as it was read.
     *
     * @param version the parameter's; empty where there is none yet
     */
    public record Stored(RotationLog log, OptionalLong version) {}

    public Stored load(SecretName secret) {
        return parameters
                .get(path(secret), Selector.LATEST)
                .map(this::read)
                .orElseGet(() -> new Stored(RotationLog.of(secret), OptionalLong.empty()));
    }

    /** Those of an environment's secrets that there are. */
    public List<Stored> all(String environment) {
        return parameters.listAll(root.resolve(environment)).stream()
                .map(this::read)
                .toList();
    }

    /** Writes the record over the one that was read. Empty where somebody else has written since; then nothing was changed. */
    Optional<Stored> replace(Stored read, RotationLog log) {
        Precondition unchanged = read.version().isPresent()
                ? new Precondition.Matches(read.version().getAsLong())
                : Precondition.ABSENT;
        ParameterValue value = ParameterValue.secure(RotationLogJson.write(log));
        return switch (parameters.put(path(log.secret()), value, unchanged)) {
            case WriteResult.Written written -> Optional.of(new Stored(log, OptionalLong.of(written.version())));
            case WriteResult.Conflict conflict -> Optional.empty();
        };
    }

    private ParameterPath path(SecretName secret) {
        return root.resolve(secret.value().substring(project.length() + 1));
    }

    private Stored read(Parameter parameter) {
        try {
            RotationLog log = RotationLogJson.read(parameter.value().text());
            if (!path(log.secret()).equals(parameter.path())) {
                throw new IllegalArgumentException("is another secret's");
            }
            return new Stored(log, OptionalLong.of(parameter.version()));
        } catch (IllegalArgumentException | InvalidName damaged) {
            throw new StoreException.Corrupt(
                    "the rotations at " + parameter.path() + " can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
