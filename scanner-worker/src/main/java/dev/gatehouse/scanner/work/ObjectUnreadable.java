package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import java.io.IOException;
import java.util.List;

/** An object can't be read. It says how the object stands in the ledger for that. */
public final class ObjectUnreadable extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Coverage coverage;

    private ObjectUnreadable(String message, Coverage coverage) {
        super(message);
        this.coverage = coverage;
    }

    /** It may not be read. */
    public static ObjectUnreadable denied(String reason) {
        return new ObjectUnreadable(reason, new Coverage.Denied(reason));
    }

    /** It is larger than is read. */
    public static ObjectUnreadable tooLarge(String reason) {
        return new ObjectUnreadable(reason, new Coverage.Partial(0, List.of(Gap.of(Gap.Kind.SIZE_CAPPED, reason))));
    }

    /** It has vanished, or is another one by now. */
    public static ObjectUnreadable changed(String reason) {
        return new ObjectUnreadable(reason, new Coverage.Partial(0, List.of(Gap.of(Gap.Kind.CHANGED, reason))));
    }

    /** What the ledger says of it. */
    public Coverage coverage() {
        return coverage;
    }
}
