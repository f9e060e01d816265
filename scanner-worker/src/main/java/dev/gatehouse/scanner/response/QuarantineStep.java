package dev.gatehouse.scanner.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.response.FindingObjects.Stand;
import dev.gatehouse.scanner.response.Quarantine.Order;
import dev.gatehouse.scanner.response.plan.StepKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the objects of a finding out of reach; where it can't, it says what is left to do. */
public final class QuarantineStep implements StepAction {
    private static final int DIGITS = 32;

    private final FindingObjects objects;
    private final Map<String, Quarantine> byKind = new LinkedHashMap<>();

    public QuarantineStep(FindingObjects objects, List<Quarantine> quarantines) {
        this.objects = objects;
        quarantines.forEach(quarantine -> byKind.put(quarantine.kind(), quarantine));
    }

    @Override
    public StepKind kind() {
        return StepKind.QUARANTINE;
    }

    @Override
    public StepResult preview(StepTask task) {
        List<String> would = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Stand stand : meant(task)) {
            if (byKind.containsKey(stand.kind())) {
                would.add(stand.text());
            } else {
                left.add(byHand(stand));
            }
        }
        return new StepResult.Done(
                would.isEmpty() ? "would take nothing" : "would take " + String.join(", ", would), left, "");
    }

    @Override
    public StepResult run(StepTask task) {
        Handled handled = Handled.read(task.record().memo());
        Set<String> left = new LinkedHashSet<>(task.record().left());
        List<String> told = new ArrayList<>();
        for (Stand stand : meant(task)) {
            if (!handled.has(stand.name())) {
                Optional<Quarantine> quarantine = Optional.ofNullable(byKind.get(stand.kind()));
                if (quarantine.isPresent()
                        && stand.seen().isEmpty()
                        && task.record().attempts() < task.step().attempts()) {
                    // A finding is stored right before what was scanned is.
                    return new StepResult.Retry("what was scanned of " + stand.text() + " is not known yet");
                }
                take(task, stand, quarantine, told, left);
                handled = handled.with(stand.name());
            }
        }
        String outcome = told.isEmpty() ? "nothing was taken" : String.join("; ", told);
        return new StepResult.Done(join(task.record().outcome(), outcome), List.copyOf(left), handled.write());
    }

    private static String join(String before, String now) {
        return before.isEmpty() || before.startsWith("is tried again") ? now : before + "; " + now;
    }

    private void take(
            StepTask task, Stand stand, Optional<Quarantine> quarantine, List<String> told, Set<String> left) {
        Quarantine.Taken taken = quarantine
                .map(port -> port.take(order(task, stand)))
                .orElseGet(() -> new Quarantine.Left(byHand(stand)));
        switch (taken) {
            case Quarantine.Kept(String how) -> told.add(stand.text() + " " + how);
            case Quarantine.Gone gone -> told.add(stand.text() + " was not there any more");
            case Quarantine.Changed changed -> {
                told.add(stand.text() + " has changed since it was scanned, and stays");
                left.add("look at " + stand.text() + ": it has changed since it was scanned");
            }
            case Quarantine.Left(String toDo) -> left.add(toDo);
        }
    }

    @Override
    public List<String> left(StepTask task) {
        return meant(task).stream().map(QuarantineStep::byHand).toList();
    }

    @Override
    public StepResult undo(StepTask task) {
        List<String> told = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Set<Stand> all = new LinkedHashSet<>(meant(task));
        for (Stand stand : all) {
            Optional.ofNullable(byKind.get(stand.kind())).ifPresent(port -> giveBack(task, stand, port, told, left));
        }
        String outcome = told.isEmpty() ? "there was nothing to give back" : String.join("; ", told);
        return left.isEmpty()
                ? new StepResult.Done(outcome, List.of(), task.record().memo())
                : new StepResult.Failed(outcome, left);
    }

    private static void giveBack(StepTask task, Stand stand, Quarantine port, List<String> told, List<String> left) {
        switch (port.giveBack(item(task, stand), stand.name())) {
            case Quarantine.Restored back -> told.add(stand.text() + " is back");
            case Quarantine.NotKept none -> {}
            case Quarantine.Stays(String why) -> {
                told.add(stand.text() + " stays in quarantine: " + why);
                left.add("decide about " + stand.text() + ", item " + item(task, stand) + ": " + why);
            }
        }
    }

    /** Objects that this step looks at, and that it has not looked at yet. */
    List<Stand> unhandled(StepTask task, StepRecord record) {
        Handled handled = Handled.read(record.memo());
        return objects.of(task.finding()).stream()
                .filter(stand -> task.response().planned(record).when().takes(stand.kind()))
                .filter(stand -> !handled.has(stand.name()))
                .toList();
    }

    private List<Stand> meant(StepTask task) {
        return objects.of(task.finding()).stream()
                .filter(stand -> task.step().when().takes(stand.kind()))
                .toList();
    }

    private static Order order(StepTask task, Stand stand) {
        boolean rotated = task.response().steps().stream()
                .anyMatch(step -> step.kind() == StepKind.ROTATE && step.state() == StepState.DONE);
        return new Order(
                item(task, stand),
                stand.name(),
                stand.seen().map(seen -> new Quarantine.Seen(seen.contentHash(), seen.stamp())),
                rotated,
                task.finding().fingerprint(),
                task.response().id(),
                task.response().requester(),
                task.now());
    }

    /** One and the same however often a step is done. */
    private static String item(StepTask task, Stand stand) {
        String name = String.join(
                "\u0000",
                task.response().id(),
                stand.name().source(),
                stand.name().path(),
                stand.name().version().orElse(""));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String byHand(Stand stand) {
        return stand.kind().equals("git")
                ? "rewrite the history that holds " + stand.text() + ", in every clone, or accept that it stays"
                : "remove the secret from " + stand.text();
    }
}
