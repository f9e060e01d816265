package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Starts rotations, and takes in what people decide of them. What it accepts is on disk when it answers; the engine does
 * the rest.
 */
public final class Rotations {
    private final SecretsTemplate template;
    private final String project;
    private final SecretStore secrets;
    private final RotationLogs logs;
    private final Consumer<SecretName> wake;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param wake is told which secret has something to do; returns at once */
    public Rotations(
            SecretsTemplate template,
            String project,
            SecretStore secrets,
            RotationLogs logs,
            Consumer<SecretName> wake,
            SecureRandom random,
            InstantSource clock) {
        this.template = template;
        this.project = project;
        this.secrets = secrets;
        this.logs = logs;
        this.wake = wake;
        this.random = random;
        this.clock = clock;
    }

    /** How a request ended. */
    public sealed interface Answer {}

    /** It is this rotation's beginning. */
    public record Started(Rotation rotation) implements Answer {}

    /** This rotation was running already. */
    public record Joined(Rotation rotation) implements Answer {}

    /** There is nothing to do: the version that was to go is not current any more; the newest rotation that ended. */
    public record NotNeeded(Optional<Rotation> last, VersionId current, Instant since) implements Answer {}

    /** What was asked for was done to this rotation. */
    public record Accepted(Rotation rotation) implements Answer {}

    /** There is no such secret. */
    public record NoSecret() implements Answer {}

    /** The template does not say how the secret is rotated. */
    public record NoTemplate() implements Answer {}

    /** No rotation is where this could be done to it. */
    public record NotNow(String why) implements Answer {}

    /**
     * Why a rotation is asked for.
     *
     * @param compromised the version that must not stay current
     * @param placeholder whether a placeholder stands in for what a person would supply
     * @param version the version to make, where it is chosen already
     * @param released the last step that may be done for now
     */
    public record Cause(
            String reason,
            Trigger trigger,
            Optional<VersionId> compromised,
            boolean placeholder,
            Optional<VersionId> version,
            Step released) {
        public Cause {
            if (reason.isBlank() || reason.length() > Rotation.MAX_REASON) {
                throw new IllegalArgumentException("a reason has 1 to " + Rotation.MAX_REASON + " characters");
            }
        }

        public Cause(String reason, Trigger trigger) {
            this(reason, trigger, Optional.empty(), false, Optional.empty(), Step.RETIRE);
        }
    }

    /** What the template says of a secret. */
    public Optional<SecretSpec> spec(SecretName name) {
        return template.find(project, name);
    }

    public RotationLog log(SecretName name) {
        return logs.load(name).log();
    }

    /** Starts a rotation, or joins the one that runs. */
    public Answer start(SecretName name, Cause cause) {
        return start(name, cause, rotation -> rotation);
    }

    /** Starts one whose value a person has at hand. */
    Answer startAwaiting(SecretName name) {
        return start(
                name,
                new Cause("supplied", Trigger.REQUEST),
                rotation -> rotation.awaiting(new Task("supply the value", now()), now()));
    }

    private Answer start(SecretName name, Cause cause, UnaryOperator<Rotation> at) {
        while (true) {
            Optional<SecretMetadata> secret =
                    secrets.describe(name).filter(there -> there.deletesAt().isEmpty());
            Optional<VersionId> current = secret.flatMap(there -> RotationVersions.holder(there, Stage.CURRENT));
            if (secret.isEmpty() || current.isEmpty()) {
                return new NoSecret();
            }
            if (spec(name).isEmpty()) {
                return new NoTemplate();
            }
            RotationLogs.Stored stored = logs.load(name);
            Optional<Answer> settled =
                    settled(stored.log(), cause, current.get(), secret.get().changedAt());
            if (settled.isPresent()) {
                return settled.get() instanceof Joined(Rotation running) ? joined(name, running, cause) : settled.get();
            }
            Rotation rotation = at.apply(begun(cause, current.get()));
            if (logs.replace(stored, superseded(stored.log(), cause).with(rotation))
                    .isPresent()) {
                wake.accept(name);
                return new Started(rotation);
            }
            // Somebody else wrote meanwhile; the next round sees what.
        }
    }

    /** What waits for Secrets Manager's function need not wait for it once somebody else wants it too. */
    private Answer joined(SecretName name, Rotation running, Cause cause) {
        if (running.progress().released().compareTo(cause.released()) >= 0 || cause.trigger() == Trigger.FUNCTION) {
            return new Joined(running);
        }
        Optional<Rotation> released =
                change(name, now -> now.id().equals(running.id()), rotation -> rotation.releasing(cause.released()));
        wake.accept(name);
        return new Joined(released.orElse(running));
    }

    private static Optional<Answer> settled(RotationLog log, Cause cause, VersionId current, Instant since) {
        Optional<Rotation> running = log.running().filter(rotation -> !leaked(rotation, cause));
        if (running.isPresent()) {
            return Optional.of(new Joined(running.get()));
        }
        return cause.compromised().filter(version -> !version.equals(current)).isPresent()
                ? Optional.of(new NotNeeded(log.last().stream().findFirst(), current, since))
                : Optional.empty();
    }

    /** The new version itself is what must go: to wait for its adoption would be wrong. */
    private static boolean leaked(Rotation running, Cause cause) {
        return running.state() == RotationState.AWAITING_ADOPTION
                && cause.compromised().equals(Optional.of(running.to()));
    }

    private RotationLog superseded(RotationLog log, Cause cause) {
        return log.running()
                .filter(rotation -> leaked(rotation, cause))
                .map(rotation -> log.with(rotation.ended(Step.ADOPT, now(), "superseded: the new version leaked")
                        .in(RotationState.DONE, now())))
                .orElse(log);
    }

    private Rotation begun(Cause cause, VersionId current) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        return Rotation.start(
                        HexFormat.of().formatHex(id),
                        cause.reason(),
                        cause.trigger(),
                        now(),
                        current,
                        cause.version().orElseGet(Rotations::newVersion),
                        cause.released())
                .withPlaceholder(cause.placeholder());
    }

    /** What a person decides for an old version that others may still hold. */
    public enum Decision {
        RETIRE,
        HOLD
    }

    /** Takes in a decision on the rotation that awaits adoption, or that was held. */
    public Answer decide(SecretName name, Decision decision) {
        while (true) {
            RotationLogs.Stored stored = logs.load(name);
            Optional<Rotation> undecided = undecided(stored.log());
            if (undecided.isEmpty()) {
                return new NotNow("no rotation of this secret awaits adoption, is held, or failed to retire");
            }
            Rotation rotation = undecided.get();
            if (decision == Decision.HOLD && rotation.state() == RotationState.HELD) {
                return new Accepted(rotation);
            }
            Rotation decided = decision == Decision.RETIRE
                    ? RotationCourse.retiring(rotation, "a person decided to retire", now())
                    : RotationCourse.held(rotation, "a person decided to hold", now());
            if (logs.replace(stored, stored.log().with(decided)).isPresent()) {
                wake.accept(name);
                return new Accepted(decided);
            }
        }
    }

    private static Optional<Rotation> undecided(RotationLog log) {
        return log.running().isPresent()
                ? log.running().filter(rotation -> rotation.state() == RotationState.AWAITING_ADOPTION)
                : log.last().stream().findFirst().filter(Rotations::halfDone);
    }

    /** Its new version is current, and its old one is not retired: it was held, or could not be. */
    private static boolean halfDone(Rotation ended) {
        return ended.did(Step.FINISH) && (ended.state() == RotationState.HELD || ended.state() == RotationState.FAILED);
    }

    /** Changes the running rotation, where it is as expected. Empty where it is not; then nothing was changed. */
    Optional<Rotation> change(SecretName name, Predicate<Rotation> expected, UnaryOperator<Rotation> change) {
        while (true) {
            RotationLogs.Stored stored = logs.load(name);
            Optional<Rotation> running = stored.log().running().filter(expected);
            if (running.isEmpty()) {
                return Optional.empty();
            }
            Rotation changed = change.apply(running.get());
            if (logs.replace(stored, stored.log().with(changed)).isPresent()) {
                return Optional.of(changed);
            }
        }
    }

    void wake(SecretName name) {
        wake.accept(name);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static VersionId newVersion() {
        return new VersionId(UUID.randomUUID().toString());
    }
}
