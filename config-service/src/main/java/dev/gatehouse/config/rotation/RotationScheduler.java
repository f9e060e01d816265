package dev.gatehouse.config.rotation;

import dev.gatehouse.config.parameter.Paging;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Starts the rotations whose time has come, and tells of those whose time has passed. */
public final class RotationScheduler {
    private static final int PAGE = 100;
    private static final Duration RETRY_AFTER = Duration.ofHours(1);

    private final SecretsTemplate template;
    private final String project;
    private final SecretStore secrets;
    private final RotationLogs logs;
    private final Rotations rotations;
    private final RotationSchedule schedule;
    private final RotationRecord record;
    private final RotationListener listener;
    private final InstantSource clock;

    public RotationScheduler(
            RotationEngine.Tools tools,
            Rotations rotations,
            RotationSchedule schedule,
            AuditTrail trail,
            RotationListener listener,
            InstantSource clock) {
        this.template = tools.template();
        this.project = tools.project();
        this.secrets = tools.secrets();
        this.logs = tools.logs();
        this.rotations = rotations;
        this.schedule = schedule;
        this.record = new RotationRecord(trail);
        this.listener = listener;
        this.clock = clock;
    }

    /** Looks at every secret of an environment; how many are overdue. What fails is told, and left for the next look. */
    public long look(String environment) {
        try {
            Map<SecretName, SecretMetadata> present = present(environment);
            Map<SecretName, RotationLogs.Stored> known = logs.all(environment).stream()
                    .collect(Collectors.toMap(stored -> stored.log().secret(), Function.identity()));
            return template.specs().stream()
                    .filter(spec -> look(spec, name(environment, spec), present, known))
                    .count();
        } catch (StoreException unreadable) {
            listener.trouble("the schedule of " + environment, unreadable);
            return 0;
        }
    }

    private boolean look(
            SecretSpec spec,
            SecretName name,
            Map<SecretName, SecretMetadata> present,
            Map<SecretName, RotationLogs.Stored> known) {
        try {
            Optional<SecretMetadata> secret = Optional.ofNullable(present.get(name))
                    .filter(there -> there.deletesAt().isEmpty());
            Optional<VersionId> current = secret.flatMap(there -> RotationVersions.holder(there, Stage.CURRENT));
            if (secret.isEmpty() || current.isEmpty()) {
                return false;
            }
            RotationLogs.Stored stored = Optional.ofNullable(known.get(name)).orElseGet(() -> logs.load(name));
            return look(spec, aged(stored, current.get(), secret.get().changedAt()));
        } catch (RuntimeException failure) {
            listener.trouble("the schedule of " + name, failure);
            return false;
        }
    }

    private boolean look(SecretSpec spec, RotationLogs.Stored stored) {
        RotationLog log = stored.log();
        Instant now = clock.instant();
        Instant since = log.age().map(RotationLog.Age::since).orElse(now);
        Optional<Instant> overdue = overdue(spec, log, since, now);
        overdue.ifPresent(due -> tellOverdue(stored, due));
        boolean due = !schedule.due(spec, log.secret(), since).isAfter(now) && schedule.open(spec, now);
        if (due && log.running().isEmpty() && !tooSoon(log, now)) {
            rotations.start(
                    log.secret(),
                    new Rotations.Cause("older than " + spec.rotationDays() + " days allow", Trigger.SCHEDULE));
        }
        return overdue.isPresent();
    }

    /** When it should have been done: a person's task too has its date. */
    private Optional<Instant> overdue(SecretSpec spec, RotationLog log, Instant since, Instant now) {
        return log.running()
                .filter(rotation -> rotation.state() == RotationState.AWAITING_PERSON)
                .flatMap(Rotation::task)
                .map(Task::due)
                .filter(due -> !due.isAfter(now))
                .or(() -> Optional.of(schedule.overdueFrom(spec, log.secret(), since))
                        .filter(due -> !due.isAfter(now)));
    }

    /** One that came to nothing is not begun again and again. */
    private static boolean tooSoon(RotationLog log, Instant now) {
        return log.last().stream()
                .findFirst()
                .filter(last -> !last.did(Step.FINISH))
                .filter(last -> last.updatedAt().plus(RETRY_AFTER).isAfter(now))
                .isPresent();
    }

    /** What is current since when: as far as it was seen, where it was not rotated here. */
    private RotationLogs.Stored aged(RotationLogs.Stored stored, VersionId current, Instant changedAt) {
        RotationLog log = stored.log();
        boolean known = log.age().filter(age -> age.current().equals(current)).isPresent();
        if (known || log.running().isPresent()) {
            return stored;
        }
        return logs.replace(stored, log.aged(current, changedAt)).orElse(stored);
    }

    private void tellOverdue(RotationLogs.Stored stored, Instant due) {
        boolean told = stored.log().overdueTold().equals(Optional.of(due));
        if (!told && logs.replace(stored, stored.log().toldOverdue(due)).isPresent()) {
            record.overdue(stored.log().secret());
            listener.overdue(stored.log().secret(), due);
        }
    }

    private Map<SecretName, SecretMetadata> present(String environment) {
        return Paging.all(cursor -> secrets.list(project + "/" + environment, cursor, PAGE)).stream()
                .collect(Collectors.toMap(SecretMetadata::name, Function.identity(), (one, same) -> same));
    }

    private SecretName name(String environment, SecretSpec spec) {
        return new SecretName(project + "/" + environment + "/" + spec.name());
    }
}
