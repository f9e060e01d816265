package dev.gatehouse.scanner.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Begins scans of what events name. Of each event it is said, by a word, what became of it: {@code queued}, or why not:
 * {@code unrelated}, {@code foreign} (another account or region), {@code not-configured} (no target holds it, and no allowed
 * place), or what is wrong with it.
 */
public final class EventIntake {
    /** Who asks for such a scan. */
    public static final String REQUESTER = "event";

    private final Scans scans;
    private final List<Target> targets;
    private final AllowedPlaces allowed;
    private final Home home;
    private final Consumer<String> outcomes;

    /**
     * An intake.
     *
     * @param targets those that the configuration names; the first that holds an object is the one that it is scanned for
     * @param allowed where others may stand
     * @param home whose events are taken
     * @param outcomes is told the word of each event
     */
    public EventIntake(Scans scans, List<Target> targets, AllowedPlaces allowed, Home home, Consumer<String> outcomes) {
        this.scans = scans;
        this.targets = List.copyOf(targets);
        this.allowed = allowed;
        this.home = home;
        this.outcomes = outcomes;
    }

    /**
     * Whose events are taken; of what is empty, all.
     *
     * @param account twelve digits
     */
    public record Home(Optional<String> account, Optional<String> region) {
        public Home {
            if (account.filter(digits -> !digits.matches("[0-9]{12}")).isPresent()) {
                throw new IllegalArgumentException("an account has twelve digits");
            }
        }

        boolean has(ChangeEvent.Changed event) {
            return account.map(event.account()::equals).orElse(true)
                    && region.map(event.region()::equals).orElse(true);
        }
    }

    /**
     * Takes messages. When this returns, what they name is durable work.
     *
     * @param bodies the messages' texts
     * @return of each, in their order, whether it is done with; a broken one is not, so that its queue can give it up
     * @throws dev.gatehouse.service.failure.StoreException a store does not answer; none is done with
     */
    public List<Boolean> take(List<String> bodies) {
        Map<Target, Set<ChangedObject>> work = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        List<Boolean> done = new ArrayList<>();
        for (String body : bodies) {
            ChangeEvent event = ChangeEvents.parse(body);
            words.add(
                    switch (event) {
                        case ChangeEvent.Changed changed -> sort(changed, work);
                        case ChangeEvent.Unrelated other -> "unrelated";
                        case ChangeEvent.Malformed(ChangeEvent.Defect defect) -> defect.word();
                    });
            done.add(!(event instanceof ChangeEvent.Malformed));
        }
        work.forEach((target, objects) ->
                EventTarget.of(target, List.copyOf(objects)).forEach(part -> scans.start(part, REQUESTER)));
        words.forEach(outcomes);
        return done;
    }

    private String sort(ChangeEvent.Changed event, Map<Target, Set<ChangedObject>> work) {
        if (!home.has(event)) {
            return "foreign";
        }
        boolean wanted = false;
        for (ChangedObject object : event.objects()) {
            Optional<Target> target = target(object);
            target.ifPresent(of ->
                    work.computeIfAbsent(of, none -> new LinkedHashSet<>()).add(object));
            wanted |= target.isPresent();
        }
        return wanted ? "queued" : "not-configured";
    }

    private Optional<Target> target(ChangedObject object) {
        return targets.stream()
                .filter(object::isIn)
                .findFirst()
                .or(() -> allowed.place(object.kind(), object.location())
                        .map(place -> new Target(EventTarget.NAME, place.kind(), place.location(), Map.of())));
    }
}
