package dev.gatehouse.scanner.response;

import static dev.gatehouse.scanner.triage.Sample.NOON;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.asl.PlanExecutions;
import dev.gatehouse.scanner.response.plan.PlanReader;
import dev.gatehouse.scanner.response.plan.PlanSet;
import dev.gatehouse.scanner.triage.FindingAudit;
import dev.gatehouse.scanner.triage.FindingTracker;
import dev.gatehouse.scanner.triage.MemoryFindingStore;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.scanner.triage.TrackingLimits;
import dev.gatehouse.scanner.triage.Triage;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.SeenObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything around responses, in memory: it outlives the engines, as stores outlive processes. */
final class World {
    static final String SECRET = "aurora/dev/db";

    /** The process ends here; nothing catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final MemoryFindingStore findings = new MemoryFindingStore();
    final MemoryResponses store = new MemoryResponses(this::point);
    final List<AuditEvent> events = new ArrayList<>();
    final Outside outside = new Outside(this::point);
    final Map<ObjectName, SeenObject> seen = new HashMap<>();
    final PlanSet plans;
    private final AtomicInteger ids = new AtomicInteger();
    Instant now = NOON;
    ResponseMode mode = ResponseMode.ON;
    int perHour = 20;
    Optional<FakeBus> bus = Optional.empty();
    int points;
    int killAt = -1;

    World() {
        this(shipped());
    }

    World(String yaml) {
        plans = PlanReader.read(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static String shipped() {
        try {
            return Files.readString(Path.of("response-plans.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void point(String name) {
        points++;
        if (points == killAt) {
            throw new Killed();
        }
    }

    ResponseRules rules() {
        return new ResponseRules(mode, perHour, Duration.ofMinutes(5), Duration.ofSeconds(2), Duration.ofSeconds(15));
    }

    Subjects subjects() {
        return new Subjects(rule -> rule.startsWith("aws") ? List.of("aws") : List.of());
    }

    ResponseAudit audit() {
        return new ResponseAudit(events::addAll, this::id, () -> now);
    }

    FindingObjects objects() {
        return new FindingObjects(new ScanState() {
            @Override
            public Optional<SeenObject> find(ObjectName object) {
                return Optional.ofNullable(seen.get(object));
            }

            @Override
            public void put(ObjectName object, SeenObject what) {
                seen.put(object, what);
            }
        });
    }

    ResponseEngine engine() {
        QuarantineStep quarantine =
                new QuarantineStep(objects(), List.of(outside.quarantine("directory"), outside.quarantine("s3")));
        Resolution resolution =
                new Resolution(findings, new Triage(findings, TrackingLimits.DEFAULT, () -> now), audit());
        return new ResponseEngine(
                store,
                store,
                findings,
                subjects(),
                List.of(
                        quarantine,
                        new DisableKeyStep(Optional.of(outside.keys()), Outside.KEY),
                        new RotateStep(Optional.of(outside), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                        new NotifyStep(objects(), List.of(outside.channel())),
                        new VerifyStep(objects(), quarantine, outside.verifications(), resolution)),
                bus.map(this::executions),
                audit(),
                rules(),
                () -> now);
    }

    private StateMachines executions(FakeBus chosen) {
        OwnKeys keys = new OwnKeys(Optional.of(outside.keys().known()), Outside.KEY);
        return new PlanExecutions(chosen, subjects(), objects(), keys);
    }

    /** From now on automatic responses are handed over. */
    FakeBus handing() {
        FakeBus made = new FakeBus(this::point);
        bus = Optional.of(made);
        return made;
    }

    Responses responses() {
        return new Responses(store, store, findings, plans, subjects(), audit(), rules(), this::id, () -> now);
    }

    AutoResponse auto() {
        return new AutoResponse(store, store, findings, plans, subjects(), audit(), rules(), () -> now);
    }

    /** A managed secret was found in these objects. */
    TrackedFinding leak(ObjectName... objects) {
        Location[] places = new Location[objects.length];
        for (int i = 0; i < objects.length; i++) {
            places[i] = Location.of(objects[i], 1, 1, 1);
            seen.put(objects[i], seenObject(i));
        }
        Finding finding =
                Sample.finding(7, Finding.MANAGED_VALUE, Confidence.HIGH, Optional.of(SECRET + "#password@v1"), places);
        found(finding);
        return findings.find(finding.fingerprint()).orElseThrow();
    }

    void found(Finding finding) {
        FindingAudit audit = new FindingAudit(events::addAll, this::id, () -> now);
        new FindingTracker(findings, audit, TrackingLimits.DEFAULT, () -> now, auto())
                .found(List.of(finding), "scan-1");
    }

    static SeenObject seenObject(int number) {
        return new SeenObject(
                "rules-1",
                Optional.of("stamp-" + number),
                10,
                String.format("%064x", number),
                new Coverage.Scanned(10),
                Set.of(Sample.fingerprint(7)));
    }

    static ObjectName file(String path) {
        return ObjectName.of("dir:/srv", path);
    }

    static ObjectName commit(String path) {
        return new ObjectName("git:/srv/repo", path, Optional.of("a".repeat(40)));
    }

    /** Works until nothing is left to do by itself, letting the time pass; it is started again where it was killed. */
    void runAll() {
        ResponseEngine engine = engine();
        for (int turn = 0; turn < 500; turn++) {
            try {
                if (!engine.workOnce()) {
                    Optional<Instant> next = store.list(ResponseFilter.ALL, Optional.empty(), 100).responses().stream()
                            .filter(response -> response.state() != ResponseState.AWAITING_APPROVAL
                                    && response.state() != ResponseState.STOPPED)
                            .flatMap(response -> response.due().stream())
                            .min(Instant::compareTo);
                    if (next.isEmpty()) {
                        return;
                    }
                    now = next.get().isAfter(now) ? next.get() : now.plusMillis(1);
                }
            } catch (Killed killed) {
                engine = engine();
            }
        }
        throw new AssertionError("it does not end: " + only());
    }

    /** The one response that there is. */
    Response only() {
        List<Response> all =
                store.list(ResponseFilter.ALL, Optional.empty(), 10).responses();
        if (all.size() != 1) {
            throw new AssertionError("there are " + all.size());
        }
        return all.getFirst();
    }

    List<String> states() {
        return only().steps().stream()
                .map(step -> step.name() + " " + step.state().word())
                .toList();
    }

    String id() {
        return String.format("00000000-0000-7000-8000-%012d", ids.incrementAndGet());
    }
}
