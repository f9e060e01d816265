package dev.gatehouse.config.rotation;

import dev.gatehouse.config.parameter.Paging;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Shows how rotations stand. Changes nothing. */
public final class RotationOverviews {
    private static final int PAGE = 100;

    private final SecretsTemplate template;
    private final String project;
    private final SecretStore secrets;
    private final RotationLogs logs;
    private final RotationSchedule schedule;
    private final InstantSource clock;

    public RotationOverviews(RotationEngine.Tools tools, RotationSchedule schedule, InstantSource clock) {
        this.template = tools.template();
        this.project = tools.project();
        this.secrets = tools.secrets();
        this.logs = tools.logs();
        this.schedule = schedule;
        this.clock = clock;
    }

    /** Empty where there is no such secret, or the template does not know it. */
    public Optional<RotationOverview> of(SecretName name) {
        Optional<SecretSpec> spec = template.find(project, name);
        return spec.isEmpty()
                ? Optional.empty()
                : secrets.describe(name)
                        .filter(secret -> secret.deletesAt().isEmpty())
                        .map(secret ->
                                overview(spec.get(), secret, logs.load(name).log()));
    }

    /** Those of an environment's secrets that the template knows, that there are, and that may be shown. */
    public List<RotationOverview> all(String environment, Predicate<SecretName> shown) {
        String prefix = new SecretName(project + "/" + environment).value();
        Map<SecretName, SecretMetadata> present = Paging.all(cursor -> secrets.list(prefix, cursor, PAGE)).stream()
                .filter(secret -> secret.deletesAt().isEmpty() && shown.test(secret.name()))
                .collect(Collectors.toMap(SecretMetadata::name, Function.identity(), (one, same) -> same));
        if (present.isEmpty()) {
            return List.of();
        }
        Map<SecretName, RotationLog> known = logs.all(environment).stream()
                .map(RotationLogs.Stored::log)
                .collect(Collectors.toMap(RotationLog::secret, Function.identity()));
        return template.specs().stream()
                .flatMap(spec -> Optional.ofNullable(present.get(new SecretName(prefix + "/" + spec.name())))
                        .map(secret -> overview(
                                spec, secret, known.getOrDefault(secret.name(), RotationLog.of(secret.name()))))
                        .stream())
                .toList();
    }

    private RotationOverview overview(SecretSpec spec, SecretMetadata secret, RotationLog log) {
        Instant now = clock.instant();
        Instant since = log.age().map(RotationLog.Age::since).orElse(secret.changedAt());
        boolean late = !schedule.overdueFrom(spec, secret.name(), since).isAfter(now);
        boolean lateTask = log.running()
                .filter(rotation -> rotation.state() == RotationState.AWAITING_PERSON)
                .flatMap(Rotation::task)
                .filter(task -> !task.due().isAfter(now))
                .isPresent();
        return new RotationOverview(
                secret.name(),
                spec.rotationDays(),
                schedule.due(spec, secret.name(), since),
                late || lateTask,
                log.running(),
                log.last());
    }
}
