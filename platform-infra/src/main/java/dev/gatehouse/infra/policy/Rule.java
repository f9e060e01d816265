package dev.gatehouse.infra.policy;

import java.util.List;
import java.util.function.Function;

/**
 * One rule that registrations keep.
 *
 * @param id       short and lasting; suppressions and reports name it
 * @param controls the controls of CIS AWS Foundations 7.0.0 and AWS FSBP that it serves, or why there is none
 * @param fix      what to do about a violation
 * @param check    what is wrong with a registration; nothing, if it keeps the rule or is not of its concern
 */
public record Rule(String id, String controls, String fix, Function<Registration, List<String>> check) {
    /** A rule about some types; the check says what is wrong with one of them. */
    static Rule about(
            List<String> types, String id, String controls, String fix, Function<Registration, List<String>> check) {
        return new Rule(
                id,
                controls,
                fix,
                registration -> types.contains(registration.type()) ? check.apply(registration) : List.of());
    }

    /** One problem unless something holds. */
    static List<String> unless(boolean holds, String problem) {
        return holds ? List.of() : List.of(problem);
    }
}
