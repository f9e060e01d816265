package dev.gatehouse.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.scenario.Evidence.Found;
import dev.gatehouse.scenario.Evidence.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One round of the loop. */
final class Loop {
    private static final int PLACES = 2;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final String name;
    private final Application application;
    private final Leak leak;
    private final Secrets secrets;
    private final Findings findings;
    private final Evidence evidence;
    private final Waiting waiting;
    private final Consumer<StepReport> progress;
    private final List<StepReport> steps = new ArrayList<>();
    private final Instant began = Instant.now();

    /**
     * A round.
     *
     * @param name the secret's
     * @param progress is told of each step when it has ended
     */
    Loop(
            String name,
            Application application,
            Leak leak,
            Secrets secrets,
            Findings findings,
            Evidence evidence,
            Waiting waiting,
            Consumer<StepReport> progress) {
        this.name = name;
        this.application = application;
        this.leak = leak;
        this.secrets = secrets;
        this.findings = findings;
        this.evidence = evidence;
        this.waiting = waiting;
        this.progress = progress;
    }

    /**
     * Plays it.
     *
     * @throws StepFailed a step did not come to its end
     */
    Summary play() {
        String before = application.read(name);
        done("read", application.keys() + " keys, and version " + brief(before), config("secret:read", before));
        application.leak(name, leak);
        done("leak", "dropped where the scanner watches, and committed", Optional.empty());
        findings.scanTarget("inbox");
        findings.scan("git", leak.repository().toString());
        String finding = found(before);
        quarantined(finding);
        String after = rotated(before);
        adopted(after);
        retired(before, after);
        resolved(finding);
        return new Summary(steps);
    }

    private String found(String version) {
        JsonNode finding =
                waiting.until("the finding in " + PLACES + " places", () -> findings.of(name, version, PLACES));
        String id = finding.path("id").asText();
        String owner = finding.path("owner").asText();
        done(
                "finding",
                "one secret in " + finding.path("locations").size() + " places: "
                        + owner.substring(0, owner.lastIndexOf('@')),
                scanner("finding:found", "finding:/" + id));
        return id;
    }

    private void quarantined(String finding) {
        JsonNode response = waiting.until(
                "the quarantine",
                () -> findings.response(finding).map(this::approved).filter(now -> leak.contained()));
        done(
                "quarantine",
                "what was dropped is sealed away",
                scanner(
                        "response:quarantine",
                        "response:/" + response.path("id").asText()));
    }

    private JsonNode approved(JsonNode response) {
        if (response.path("state").asText().equals("awaiting-approval")) {
            findings.approve(response.path("id").asText());
        }
        return response;
    }

    private String rotated(String before) {
        String after = waiting.until(
                "a new version", () -> secrets.version("AWSCURRENT").filter(current -> !current.equals(before)));
        done("rotation", brief(before) + " is replaced by " + brief(after), config("secret:rotation-finish", after));
        return after;
    }

    private void adopted(String after) {
        waiting.until(
                "the application's adoption",
                () -> Optional.of(after)
                        .filter(version -> application.holds(name, version) && secrets.adopted(version)));
        done("adoption", "the application uses " + brief(after) + " by itself", config("secret:adopt", after));
    }

    private void retired(String before, String after) {
        waiting.until(
                "the old version's end",
                () -> secrets.rotation(before)
                        .filter(rotation -> rotation.path("state").asText().equals("done") && secrets.retired(before)));
        done("retirement", brief(before) + " is good for nothing any more", config("secret:rotation-retire", after));
    }

    private void resolved(String finding) {
        waiting.until(
                "the finding's end",
                () -> Optional.of(findings.finding(finding))
                        .filter(now -> now.path("state").asText().equals("resolved")));
        done("rescan", "it is found nowhere any more", scanner("finding:resolved", "finding:/" + finding));
    }

    private Optional<Wanted> config(String action, String version) {
        // A version is handed out once, perhaps in the round before.
        return Optional.of(
                new Wanted("config-service", action, "secret:/" + name, Optional.of(version), began.minus(A_DAY)));
    }

    private Optional<Wanted> scanner(String action, String resource) {
        return Optional.of(new Wanted("scanner-worker", action, resource, Optional.empty(), began));
    }

    private void done(String step, String what, Optional<Wanted> wanted) {
        Instant at = Instant.now();
        Instant before = steps.isEmpty() ? began : steps.getLast().at();
        Optional<Found> found = wanted.map(evidence::await);
        StepReport report = new StepReport(step, what, at, Duration.between(before, at), found);
        steps.add(report);
        progress.accept(report);
    }

    private static String brief(String version) {
        return version.substring(0, 8);
    }
}
