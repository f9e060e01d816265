package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.store.aws.IamAccessKeys;
import dev.gatehouse.scanner.triage.FindingAudit;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.KeyJudge;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.service.failure.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.iam.IamClient;

/** Judges leaked AWS access keys from time to time, where that is asked for. */
@Singleton
public class KeyJudging {
    private static final Logger LOG = Logger.getLogger(KeyJudging.class);

    private final MeterRegistry registry;

    KeyJudging(MeterRegistry registry) {
        this.registry = registry;
    }

    void start(
            @Observes StartupEvent started,
            Settings settings,
            Scheduler scheduler,
            Instance<IamClient> iam,
            FingerprintKey key,
            FindingStore store,
            AuditOutbox outbox,
            InstantSource clock) {
        ScanSettings.Findings findings = settings.findings();
        if (!findings.judgeAwsKeys()) {
            return;
        }
        if (findings.judgeEvery().toMinutes() < 1) {
            throw new ReadinessFailure("gatehouse.findings.judge-every", "must be a minute or more");
        }
        FindingAudit audit = new FindingAudit(outbox, new EventIds(clock, new SecureRandom())::next, clock);
        KeyJudge judge = new KeyJudge(new IamAccessKeys(iam.get()), key, store, audit);
        var _ = scheduler
                .newJob("judge-aws-keys")
                .setInterval(findings.judgeEvery().toString())
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setTask(execution -> judge(judge), true)
                .schedule();
    }

    private void judge(KeyJudge judge) {
        try {
            List<TrackedFinding> changed = judge.judge();
            changed.forEach(finding -> registry.counter(
                            "gatehouse.findings.judged",
                            "validity",
                            finding.validity().word())
                    .increment());
            count("done");
            LOG.infof("leaked AWS keys were judged; changed=%d", changed.size());
        } catch (StoreException | AuditUnavailable e) {
            count("failed");
            LOG.warnf(
                    "leaked AWS keys can't be judged now; failure=%s",
                    e.getClass().getSimpleName());
        }
    }

    private void count(String outcome) {
        registry.counter("gatehouse.findings.judging", "outcome", outcome).increment();
    }
}
