package dev.gatehouse.scanner.response;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps responses and controls in memory; a test is told before and after each write. */
public final class MemoryResponses implements ResponseStore, ResponseControls {
    private static final Comparator<Response> ORDER =
            Comparator.comparing(Response::started).thenComparing(Response::id).reversed();

    private final Map<String, Response> responses = new HashMap<>();
    private final Map<String, Instant> acts = new HashMap<>();
    private KillSwitch killSwitch = KillSwitch.INITIAL;
    private String mode = "";
    private Instant since = Instant.EPOCH;
    private final Consumer<String> point;

    public MemoryResponses() {
        this(point -> {});
    }

    MemoryResponses(Consumer<String> point) {
        this.point = point;
    }

    @Override
    public Optional<Response> create(Response response) {
        point.accept("before create");
        Optional<Response> there = responses.values().stream()
                .filter(known -> known.id().equals(response.id()) || competes(known, response))
                .findFirst();
        if (there.isEmpty()) {
            responses.put(response.id(), response);
        }
        point.accept("after create");
        return there;
    }

    private static boolean competes(Response known, Response response) {
        return !known.state().isEnded()
                && !known.undoing()
                && known.finding().equals(response.finding())
                && known.plan().name().equals(response.plan().name())
                && known.dryRun() == response.dryRun();
    }

    @Override
    public Optional<Response> find(String id) {
        return Optional.ofNullable(responses.get(id));
    }

    @Override
    public boolean update(Response response) {
        point.accept("before update");
        boolean fits = find(response.id())
                .filter(known -> known.version() == response.version() - 1)
                .isPresent();
        if (fits) {
            // As it is read again by another process.
            responses.put(response.id(), ResponseJson.read(ResponseJson.write(response)));
        }
        point.accept("after update");
        return fits;
    }

    @Override
    public List<Response> due(Instant now, int limit) {
        return responses.values().stream()
                .filter(response ->
                        response.due().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(response -> response.due().orElseThrow()))
                .limit(limit)
                .toList();
    }

    @Override
    public Backlog backlog(Instant late, int most) {
        Backlog.Tally tally = new Backlog.Tally();
        due(Instant.MAX, most)
                .forEach(response -> tally.add(
                        response.state(), !response.due().orElseThrow().isAfter(late)));
        return tally.backlog();
    }

    @Override
    public ResponsePage list(ResponseFilter filter, Optional<String> cursor, int limit) {
        ResponseCursor after = cursor.map(ResponseCursor::parse).orElse(ResponseCursor.START);
        List<Response> found = responses.values().stream()
                .filter(filter::matches)
                .sorted(ORDER)
                .filter(response -> response.started().toEpochMilli() < after.millis()
                        || (response.started().toEpochMilli() == after.millis()
                                && response.id().compareTo(after.id()) < 0))
                .toList();
        List<Response> page = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
        return new ResponsePage(
                page,
                found.size() > limit
                        ? Optional.of(ResponseCursor.after(page.getLast()).text())
                        : Optional.empty());
    }

    @Override
    public KillSwitch killSwitch() {
        return killSwitch;
    }

    @Override
    public void set(KillSwitch next) {
        killSwitch = next;
    }

    @Override
    public Optional<Instant> take(String key, Instant now, int perHour) {
        point.accept("before take");
        acts.values().removeIf(at -> !at.isAfter(now.minus(Duration.ofHours(1))));
        boolean full = acts.size() >= perHour && !acts.containsKey(key);
        if (!full) {
            acts.putIfAbsent(key, now);
        }
        point.accept("after take");
        return full
                ? acts.values().stream()
                        .sorted()
                        .skip(acts.size() - perHour)
                        .findFirst()
                        .map(at -> at.plus(Duration.ofHours(1)))
                : Optional.empty();
    }

    @Override
    public Instant began(String next, Instant now) {
        if (!mode.equals(next)) {
            mode = next;
            since = now;
        }
        return since;
    }
}
