package dev.gatehouse.scanner.work;

import java.util.List;
import java.util.Locale;

/** What a message of the event queue says. */
public sealed interface ChangeEvent {
    /**
     * Something may hold other content than before.
     *
     * @param account twelve digits: whose it is
     * @param region where it is
     * @param objects one or more
     */
    record Changed(String account, String region, List<ChangedObject> objects) implements ChangeEvent {
        public Changed {
            objects = List.copyOf(objects);
        }
    }

    /** An event of another kind, a deletion, or a call that was refused. */
    record Unrelated() implements ChangeEvent {}

    /** No event that EventBridge sends, or one that lacks what is looked for. */
    record Malformed(Defect defect) implements ChangeEvent {}

    /** Why a message can't be read. */
    enum Defect {
        /** It is longer than an event may be. */
        TOO_LARGE,
        /** It is no JSON, or too deep. */
        NOT_JSON,
        /** It is not in EventBridge's envelope. */
        NO_ENVELOPE,
        /** It does not say what was changed, or what it says is no name. */
        NO_OBJECT;

        /** What stands in metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
