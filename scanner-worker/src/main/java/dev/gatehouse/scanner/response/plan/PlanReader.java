package dev.gatehouse.scanner.response.plan;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.document.DurationText;
import dev.gatehouse.service.document.Located;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads plans out of YAML; each error names its line and key, and repeats no value. */
public final class PlanReader {
    /** The most plans of a document, and the most steps of a plan. */
    public static final int MOST = 100;

    private static final BoundedYaml YAML = new BoundedYaml(new BoundedYaml.Limits(1 << 18, 16));
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int MAX_TEXT = 500;
    private static final Set<String> CONDITIONS = Set.of("rules", "tags", "confidence", "owner", "validity", "sources");
    private static final Set<String> STEP =
            Set.of("name", "do", "when", "approval", "attempts", "retry-after", "within", "on-failure");

    private PlanReader() {}

    /** @throws dev.gatehouse.service.document.InvalidDocument the document is none */
    public static PlanSet read(byte[] yaml) {
        Located root = YAML.read(yaml).located().allowing(Set.of("version", "plans"));
        root.get("version").integer(1, 1);
        Located plans = root.get("plans");
        List<Plan> all = new ArrayList<>();
        plans.fields().forEach((name, plan) -> all.add(plan(checkedName(name, plan), plan)));
        if (all.size() > MOST) {
            throw plans.error("has more than " + MOST + " plans");
        }
        return new PlanSet(all);
    }

    private static Plan plan(String name, Located plan) {
        plan.allowing(Set.of("description", "match", "automatic", "steps"));
        Located list = plan.get("steps");
        List<Located> items = list.items();
        if (items.isEmpty() || items.size() > MOST) {
            throw list.error("must have 1 to " + MOST + " steps");
        }
        Set<String> names = new HashSet<>();
        List<PlanStep> steps = new ArrayList<>();
        for (Located item : items) {
            PlanStep step = step(item, Set.copyOf(names));
            if (!names.add(step.name())) {
                throw item.error("has the name of a step before it; give it one of its own with 'name'");
            }
            steps.add(step);
        }
        return new Plan(
                name,
                plan.find("description").map(PlanReader::words).orElse(""),
                plan.find("match")
                        .map(match -> condition(match.allowing(CONDITIONS)))
                        .orElse(Condition.ANY),
                plan.find("automatic").map(Located::bool).orElse(true),
                steps);
    }

    private static PlanStep step(Located step, Set<String> before) {
        step.allowing(STEP);
        Located what = step.get("do");
        StepKind kind = StepKind.of(what.text())
                .orElseThrow(() -> what.error("must be quarantine, disable-key, rotate, notify or verify"));
        Optional<Located> when = step.find("when");
        when.ifPresent(PlanReader::allowingWhen);
        return new PlanStep(
                step.find("name").map(name -> checkedName(name.text(), name)).orElse(kind.word()),
                kind,
                when.map(PlanReader::condition).orElse(Condition.ANY),
                when.flatMap(some -> some.find("done"))
                        .map(done -> known(done, before))
                        .orElse(List.of()),
                step.find("approval").map(PlanReader::approval).orElse(false),
                step.find("attempts").map(number -> number.integer(1, 100)).orElse(5),
                step.find("retry-after")
                        .map(text -> duration(text, Duration.ofHours(1)))
                        .orElse(Duration.ofSeconds(10)),
                step.find("within")
                        .map(text -> duration(text, Duration.ofDays(90)))
                        .orElse(Duration.ofHours(1)),
                step.find("on-failure").map(PlanReader::stops).orElse(false));
    }

    private static void allowingWhen(Located when) {
        Set<String> keys = new HashSet<>(CONDITIONS);
        keys.add("done");
        when.allowing(keys);
    }

    private static Condition condition(Located condition) {
        return new Condition(
                condition.find("rules").map(PlanReader::texts).orElse(List.of()),
                condition.find("tags").map(PlanReader::texts).orElse(List.of()),
                condition.find("confidence").map(PlanReader::confidence),
                condition.find("owner").map(Located::bool),
                condition.find("validity").map(PlanReader::validity).orElse(List.of()),
                condition.find("sources").map(PlanReader::texts).orElse(List.of()));
    }

    private static List<String> known(Located done, Set<String> before) {
        List<String> names = texts(done);
        if (!before.containsAll(names)) {
            throw done.error("must name steps that stand before this one");
        }
        return names;
    }

    private static boolean approval(Located node) {
        return switch (node.text()) {
            case "required" -> true;
            case "none" -> false;
            default -> throw node.error("must be required or none");
        };
    }

    private static boolean stops(Located node) {
        return switch (node.text()) {
            case "stop" -> true;
            case "go-on" -> false;
            default -> throw node.error("must be stop or go-on");
        };
    }

    private static Duration duration(Located node, Duration most) {
        return DurationText.parse(node.text())
                .filter(length -> length.isPositive() && length.compareTo(most) <= 0)
                .orElseThrow(() -> node.error("must be a length of time like 30s, 5m or 1h, at most " + most));
    }

    private static Confidence confidence(Located node) {
        return Confidence.of(node.text()).orElseThrow(() -> node.error("must be low, medium or high"));
    }

    private static List<Validity> validity(Located list) {
        List<Validity> all = new ArrayList<>();
        for (Located item : some(list)) {
            String word = item.text();
            all.add(List.of(Validity.values()).stream()
                    .filter(validity -> validity.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> item.error("must be unknown, active or inactive")));
        }
        return all;
    }

    private static List<String> texts(Located list) {
        return some(list).stream().map(PlanReader::words).toList();
    }

    private static List<Located> some(Located list) {
        List<Located> items = list.items();
        if (items.isEmpty() || items.size() > MOST) {
            throw list.error("must have 1 to " + MOST + " items");
        }
        return items;
    }

    private static String words(Located node) {
        if (node.text().length() > MAX_TEXT) {
            throw node.error("must have at most " + MAX_TEXT + " characters");
        }
        return node.text();
    }

    private static String checkedName(String name, Located at) {
        if (!NAME.matcher(name).matches()) {
            throw at.error("must have a name of a-z, 0-9 and -, 1 to 64 characters, first a letter");
        }
        return name;
    }
}
