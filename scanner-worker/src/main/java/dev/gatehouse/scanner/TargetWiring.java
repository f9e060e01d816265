package dev.gatehouse.scanner;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.gatehouse.scanner.source.git.GitTargetSource;
import dev.gatehouse.scanner.work.EventTarget;
import dev.gatehouse.scanner.work.ScheduledTarget;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import dev.gatehouse.scanner.work.local.FolderSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts together what is scanned. */
public class TargetWiring {
    private static final int PAGE = 500;
    private static final int HISTORY_PAGE = 5_000;

    @Produces
    @Singleton
    Sources sources(Settings settings, Instance<AwsWiring> aws) {
        List<TargetSource> sources = new ArrayList<>();
        sources.add(Made.named(
                "gatehouse.scan.max-object-bytes",
                () -> new FolderSource(PAGE, settings.scan().maxObjectBytes())));
        sources.add(new GitTargetSource(HISTORY_PAGE));
        Set<String> kinds = kinds(settings);
        if (!kinds.isEmpty()) {
            aws.get().sources().forEach((kind, source) -> {
                if (kinds.contains(kind)) {
                    sources.add(source.get());
                }
            });
        }
        return new Sources(List.copyOf(sources));
    }

    /** The kinds that are asked for and are not of this machine: of the others no client is made. */
    private static Set<String> kinds(Settings settings) {
        Set<String> kinds = new HashSet<>();
        settings.targets().forEach(target -> kinds.add(target.kind()));
        settings.scan().allowed().orElse(List.of()).forEach(place -> kinds.add(place.split(":", 2)[0]));
        kinds.removeAll(Set.of("directory", "git"));
        return kinds;
    }

    @Produces
    @Singleton
    Targets targets(Settings settings, Sources sources) {
        List<Target> all = new ArrayList<>();
        List<ScheduledTarget> scheduled = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(Target.AD_HOC, EventTarget.NAME));
        for (int i = 0; i < settings.targets().size(); i++) {
            String setting = "gatehouse.targets[" + i + "]";
            ScanSettings.ScanTarget configured = settings.targets().get(i);
            Target target = Made.named(setting, () -> target(configured));
            if (!names.add(target.name())) {
                throw new ReadinessFailure(setting + ".name", "is another target's too, or ad-hoc or event");
            }
            if (sources.all().stream().noneMatch(source -> source.kind().equals(target.kind()))) {
                throw new ReadinessFailure(setting + ".kind", "is none of " + kinds(sources));
            }
            all.add(target);
            configured
                    .cron()
                    .ifPresent(cron -> scheduled.add(Made.named(
                            setting + ".cron, .jitter",
                            () -> new ScheduledTarget(target, lastDue(cron), configured.jitter()))));
        }
        return new Targets(List.copyOf(all), List.copyOf(scheduled));
    }

    private static Target target(ScanSettings.ScanTarget target) {
        return new Target(target.name(), target.kind(), target.location(), target.options());
    }

    private static String kinds(Sources sources) {
        return String.join(
                ", ", sources.all().stream().map(TargetSource::kind).sorted().toList());
    }

    /** @throws IllegalArgumentException the expression is none */
    static Function<Instant, Optional<Instant>> lastDue(String cron) {
        ExecutionTime times = ExecutionTime.forCron(
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ)).parse(cron));
        return now -> {
            var at = now.atZone(ZoneOffset.UTC);
            return times.isMatch(at)
                    ? Optional.of(at.withNano(0).toInstant())
                    : times.lastExecution(at).map(last -> last.toInstant());
        };
    }
}
