package dev.gatehouse.infra.policy.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param sid        its name, letters and digits
 * @param effect     whether it allows or denies
 * @param principal  who it is about; absent in policies of identities
 * @param actions    what they do
 * @param resources  to what; absent in trust policies
 * @param conditions all of which have to hold
 */
public record Statement(
        String sid,
        Effect effect,
        Optional<Principal> principal,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions) {
    /** What a statement does with what matches it. */
    public enum Effect {
        /** Lets it happen. */
        ALLOW,
        /** Forbids it, whatever else allows it. */
        DENY
    }

    /** Refuses what IAM would refuse, and what no policy of ours says. */
    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
        check(sid.chars().allMatch(Character::isLetterOrDigit), "a statement's name has letters and digits only");
        check(!actions.isEmpty(), "a statement has actions");
        check(effect == Effect.DENY || !actions.contains("*"), "nobody is allowed everything");
        check(
                effect == Effect.DENY || !principal.equals(Optional.of(new Principal.Everybody())),
                "nothing is allowed to everybody");
    }

    /** A statement that allows. */
    public static Statement allow(String sid, String... actions) {
        return new Statement(sid, Effect.ALLOW, Optional.empty(), List.of(actions), List.of(), List.of());
    }

    /** A statement that denies. */
    public static Statement deny(String sid, String... actions) {
        return new Statement(sid, Effect.DENY, Optional.empty(), List.of(actions), List.of(), List.of());
    }

    /** The same about somebody. */
    public Statement to(Principal who) {
        return new Statement(sid, effect, Optional.of(who), actions, resources, conditions);
    }

    /** The same on resources. */
    public Statement on(String... what) {
        return new Statement(sid, effect, principal, actions, List.of(what), conditions);
    }

    /** The same on resources. */
    public Statement on(List<String> what) {
        return new Statement(sid, effect, principal, actions, what, conditions);
    }

    /** The same with one more condition. */
    public Statement when(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Statement(sid, effect, principal, actions, resources, more);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
