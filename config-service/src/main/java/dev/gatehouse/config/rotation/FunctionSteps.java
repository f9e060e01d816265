package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import java.util.Optional;

/**
 * The steps as Secrets Manager's rotation function asks for them, one after the other, each until it was confirmed. After
 * {@code finish} the rotation goes on by itself.
 */
public final class FunctionSteps {
    private static final long PATIENCE_SECONDS = 30;

    private final Rotations rotations;
    private final RotationEngine engine;

    public FunctionSteps(Rotations rotations, RotationEngine engine) {
        this.rotations = rotations;
        this.engine = engine;
    }

    /** How a call ended. */
    public sealed interface Answer {}

    /** The step is done, now or before. */
    public record Done() implements Answer {}

    /** It is not, for this reason; where {@code later} it may be when asked again. */
    public record NotDone(String why, boolean later) implements Answer {}

    public record NoSecret() implements Answer {}

    public record NoTemplate() implements Answer {}

    /** Does a step of the rotation that makes this version; the first one starts it. */
    public Answer run(SecretName name, Step step, VersionId version) {
        Optional<Rotation> known = of(name, version).filter(rotation -> again(rotation, step));
        if (known.isEmpty()) {
            if (step != Step.CREATE) {
                return new NotDone("no rotation makes this version", false);
            }
            switch (rotations.start(name, cause(version))) {
                case Rotations.NoSecret() -> {
                    return new NoSecret();
                }
                case Rotations.NoTemplate() -> {
                    return new NoTemplate();
                }
                case Rotations.Joined(Rotation other) -> {
                    if (!other.to().equals(version)) {
                        return new NotDone("another rotation of this secret runs", true);
                    }
                }
                case Rotations.Started ignored -> {}
                case Rotations.NotNeeded ignored -> {}
                case Rotations.Accepted ignored -> {}
                case Rotations.NotNow(String why) -> {
                    return new NotDone(why, true);
                }
            }
        }
        return drive(name, step, version);
    }

    private Answer drive(SecretName name, Step step, VersionId version) {
        Step released = step == Step.FINISH ? Step.RETIRE : step;
        rotations.change(name, rotation -> rotation.to().equals(version), rotation -> rotation.releasing(released));
        engine.goOnAfterOthers(name, PATIENCE_SECONDS);
        Optional<Rotation> now = of(name, version);
        if (now.filter(rotation -> rotation.did(step) && rotation.problem().isEmpty())
                .isPresent()) {
            return new Done();
        }
        return now.flatMap(Rotation::problem)
                .<Answer>map(problem -> new NotDone(problem, false))
                .orElseGet(() -> new NotDone("the step is not done yet", true));
    }

    /** One that came to nothing is begun anew when the function begins anew. */
    private static boolean again(Rotation rotation, Step step) {
        return step != Step.CREATE || rotation.running() || rotation.did(Step.FINISH);
    }

    private Optional<Rotation> of(SecretName name, VersionId version) {
        RotationLog log = rotations.log(name);
        return log.running()
                .filter(rotation -> rotation.to().equals(version))
                .or(() -> log.last().stream()
                        .filter(rotation -> rotation.to().equals(version))
                        .findFirst());
    }

    private static Rotations.Cause cause(VersionId version) {
        return new Rotations.Cause(
                "asked for by Secrets Manager",
                Trigger.FUNCTION,
                Optional.empty(),
                false,
                Optional.of(version),
                Step.CREATE);
    }
}
