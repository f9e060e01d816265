package dev.gatehouse.audit;

import dev.gatehouse.audit.storage.local.DeadLetterFolder;
import dev.gatehouse.audit.storage.local.ScanReport;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells what is wrong with the folder and the dead letters. It never takes the service out of use: files wait where they
 * are, and somebody who fills the dead letters must not stop everybody's events.
 */
@Readiness
@Singleton
public class IntakeHealthCheck implements HealthCheck {
    private final IntakeRounds rounds;
    private final DeadLetterFolder letters;

    public IntakeHealthCheck(IntakeRounds rounds, DeadLetterFolder letters) {
        this.rounds = rounds;
        this.letters = letters;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("intake").up().withData("deadLetters", letters.count());
        if (!rounds.watching()) {
            return answer.withData("folder", "none is watched").build();
        }
        rounds.last().ifPresent(report -> tell(answer, report));
        return answer.build();
    }

    private static void tell(HealthCheckResponseBuilder answer, ScanReport report) {
        answer.withData("waiting", report.waiting()).withData("unreadable", report.unreadable());
        report.stopped().ifPresent(problem -> answer.withData("problem", problem));
    }
}
