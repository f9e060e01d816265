package dev.gatehouse.scanner.engine;

import com.google.re2j.Pattern;
import dev.gatehouse.scanner.finding.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which rules are for an object, by its path. */
final class PathRules {
    private final List<Bound> bound = new ArrayList<>();
    private final boolean[] applies;

    private record Bound(RulePlan rule, Pattern path) {}

    PathRules(Plan plan) {
        applies = new boolean[plan.rules().size()];
        plan.rules()
                .forEach(rule ->
                        rule.rule().path().ifPresent(path -> bound.add(new Bound(rule, Pattern.compile(path)))));
    }

    /** For each rule whether it is for the object; the array is reused. */
    boolean[] applying(ObjectName name) {
        Arrays.fill(applies, true);
        for (Bound one : bound) {
            applies[one.rule.index()] = one.path.matcher(name.path()).find()
                    || one.path.matcher(name.innerPath()).find();
        }
        return applies;
    }

    /** Gives out what rules without an expression say of the object that was begun: that it is there. */
    void report(ObjectName name, Results results) {
        for (Bound one : bound) {
            if (applies[one.rule.index()] && one.rule.rule().regex().isEmpty()) {
                results.acceptPath(name, one.rule);
            }
        }
    }
}
