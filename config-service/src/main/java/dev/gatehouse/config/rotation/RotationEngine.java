package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.RotationPolicy;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes rotations on, step by step.
 *
 * <p>Before a step its node takes the lease of the secret's record, after it the record says what came of it. A node that
 * dies in between leaves a step that is done again by whoever has the lease next, and each step allows that. So a rotation
 * goes on after SIGKILL at any moment, and a step that ended is not done twice.
 */
public final class RotationEngine {
    /** Steps in a row, of a few more that there are; whatever is left waits for the next pass. */
    private static final int MOST_AT_ONCE = 20;

    private final SecretsTemplate template;
    private final String project;
    private final RotationLogs logs;
    private final RotationVersions versions;
    private final RotationSteps steps;
    private final RotationCourse course;
    private final RotationLimits limits;
    private final Adoption adoption;
    private final RotationRecord record;
    private final RotationListener listener;
    private final InstantSource clock;
    private final String node;
    private final Map<SecretName, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** What the engine works with. */
    public record Tools(
            SecretsTemplate template,
            String project,
            RotationLogs logs,
            SecretStore secrets,
            ChangeListener changes,
            Rotators rotators,
            Adoption adoption) {}

    /** @param node names this process in leases: the same after a restart only where nobody else can have the store */
    public RotationEngine(
            Tools tools,
            RotationLimits limits,
            AuditTrail trail,
            RotationListener listener,
            InstantSource clock,
            String node) {
        this.template = tools.template();
        this.project = tools.project();
        this.logs = tools.logs();
        this.versions = new RotationVersions(tools.secrets(), tools.changes());
        this.steps = new RotationSteps(versions, tools.rotators());
        this.course = new RotationCourse(limits);
        this.limits = limits;
        this.adoption = tools.adoption();
        this.record = new RotationRecord(trail);
        this.listener = listener;
        this.clock = clock;
        this.node = node;
    }

    /** Takes every rotation of an environment on as far as it goes now. What fails is told, and left for the next pass. */
    public void pass(String environment) {
        try {
            logs.all(environment).stream()
                    .filter(stored -> stored.log().running().isPresent())
                    .forEach(stored -> goOn(stored.log().secret()));
        } catch (StoreException unreadable) {
            listener.trouble("the rotations of " + environment, unreadable);
        }
    }

    /** Takes one secret's rotation on as far as it goes now. What fails is told, and left for the next pass. */
    public void goOn(SecretName secret) {
        ReentrantLock lock = lock(secret);
        if (lock.tryLock()) {
            try {
                advance(secret);
            } catch (RuntimeException failure) {
                listener.trouble("the rotation of " + secret, failure);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The same, after another thread of this process that is at it, and with its failure. */
    void goOnAfterOthers(SecretName secret, long seconds) {
        ReentrantLock lock = lock(secret);
        try {
            if (lock.tryLock(seconds, TimeUnit.SECONDS)) {
                try {
                    advance(secret);
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private ReentrantLock lock(SecretName secret) {
        return locks.computeIfAbsent(secret, name -> new ReentrantLock());
    }

    private void advance(SecretName secret) {
        int done = 0;
        while (done < MOST_AT_ONCE && step(secret)) {
            done++;
        }
    }

    /** Whether something was done, so that there may be more to do. */
    private boolean step(SecretName secret) {
        RotationLogs.Stored stored = logs.load(secret);
        Optional<Rotation> running = stored.log().running();
        if (running.isEmpty() || kept(stored.log())) {
            return false;
        }
        Rotation rotation = running.get();
        return switch (course.next(rotation, now())) {
            case RotationCourse.Nothing() -> false;
            case RotationCourse.LookAtAdoption() -> adopt(stored, rotation);
            case RotationCourse.LookAtSupply() -> lookAtSupply(stored, rotation);
            case RotationCourse.GiveUp(String problem) -> save(stored, rotation, rotation.troubledBy(problem, now()));
            case RotationCourse.Run(Step step) -> leased(stored, claimed -> run(claimed, rotation, step));
            case RotationCourse.RollBack() -> leased(stored, claimed -> rollBack(claimed, rotation));
        };
    }

    private boolean kept(RotationLog log) {
        return log.lease().filter(lease -> lease.keepsOut(node, now())).isPresent();
    }

    private boolean leased(RotationLogs.Stored stored, Predicate<RotationLogs.Stored> work) {
        if (mine(stored.log())) {
            return work.test(stored);
        }
        Lease lease = new Lease(node, now().plus(limits.lease()));
        return logs.replace(stored, stored.log().leased(lease)).filter(work).isPresent();
    }

    /** Whether the lease is this node's for long enough: then what it is about to do is on record already. */
    private boolean mine(RotationLog log) {
        Instant enough = now().plus(limits.lease().dividedBy(2));
        return log.lease()
                .filter(lease -> lease.holder().equals(node) && lease.until().isAfter(enough))
                .isPresent();
    }

    private boolean run(RotationLogs.Stored claimed, Rotation rotation, Step step) {
        SecretName secret = claimed.log().secret();
        Optional<SecretSpec> spec = spec(secret);
        StepOutcome outcome = spec.isEmpty()
                ? new StepOutcome.Failed("the template no longer has this secret")
                : record.step(
                        secret,
                        rotation,
                        step.word(),
                        () -> tried(() -> steps.run(
                                step, new RotationTarget(secret, spec.get(), rotation.placeholder()), rotation)));
        RotationPolicy policy = spec.map(SecretSpec::rotation).orElse(RotationPolicy.DEFAULT);
        tell(secret, rotation, outcome);
        return save(claimed, rotation, course.after(rotation, step, outcome, policy, now()));
    }

    private boolean rollBack(RotationLogs.Stored claimed, Rotation rotation) {
        SecretName secret = claimed.log().secret();
        Optional<SecretSpec> spec = spec(secret);
        StepOutcome outcome = spec.isEmpty()
                ? new StepOutcome.Failed("the template no longer has this secret")
                : record.step(
                        secret,
                        rotation,
                        "roll-back",
                        () -> tried(() -> steps.rollBack(
                                new RotationTarget(secret, spec.get(), rotation.placeholder()), rotation)));
        tell(secret, rotation, outcome);
        return save(claimed, rotation, course.rolledBack(rotation, outcome, now()));
    }

    /** A store that is away now may be back later. */
    private static StepOutcome tried(Supplier<StepOutcome> work) {
        try {
            return work.get();
        } catch (StoreException failure) {
            return new StepOutcome.Retry("the store could not do it: "
                    + failure.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    private boolean adopt(RotationLogs.Stored stored, Rotation rotation) {
        SecretName secret = stored.log().secret();
        RotationPolicy policy = spec(secret).map(SecretSpec::rotation).orElse(RotationPolicy.DEFAULT);
        boolean complete = adoption.complete(secret, rotation.to());
        Rotation decided = course.adopting(rotation, complete, policy, now());
        if (decided.equals(rotation)) {
            return false;
        }
        record.decided(
                secret,
                rotation,
                Step.ADOPT.word(),
                decided.state() == RotationState.HELD ? Optional.of("held") : Optional.empty());
        return save(stored, rotation, decided);
    }

    private boolean lookAtSupply(RotationLogs.Stored stored, Rotation rotation) {
        SecretName secret = stored.log().secret();
        return versions.value(secret, rotation.to())
                .map(value -> {
                    value.close();
                    return save(stored, rotation, supplied(rotation, now()));
                })
                .orElse(false);
    }

    /** The rotation after a person's value was written. */
    static Rotation supplied(Rotation rotation, Instant now) {
        return rotation.ended(Step.CREATE, now, "supplied").in(RotationState.SET, now);
    }

    /** Whether it was written: where somebody else wrote meanwhile, the next pass sees what to do. */
    private boolean save(RotationLogs.Stored stored, Rotation before, Rotation after) {
        RotationLog log = stored.log().with(after);
        RotationLog aged = after.did(Step.FINISH) && !before.did(Step.FINISH) ? log.aged(after.to(), now()) : log;
        boolean saved = logs.replace(stored, aged).isPresent();
        if (saved && after.state() != before.state()) {
            listener.moved(log.secret(), after);
        }
        return saved;
    }

    private void tell(SecretName secret, Rotation rotation, StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Retry(String problem)) {
            listener.tried(secret, rotation, problem);
        }
    }

    private Optional<SecretSpec> spec(SecretName secret) {
        return template.find(project, secret);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
