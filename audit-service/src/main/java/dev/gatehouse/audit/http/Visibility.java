package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.query.EventQueries;
import dev.gatehouse.audit.query.VisibleSources;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.access.Reach;

/**
 * Which sources a caller may see. The policies decide, for each source that there is; so the table is asked for those
 * alone, and answers as if there were no others.
 */
public final class Visibility {
    private final EventQueries queries;
    private final Gatekeeper gate;

    public Visibility(EventQueries queries, Gatekeeper gate) {
        this.queries = queries;
        this.gate = gate;
    }

    /**
     * Lets in who may see some source, whether there are events of it or not.
     *
     * @throws Forbidden the caller may see none that there could be; the refusal is on record
     */
    void requireAny(Caller caller) {
        if (reach(caller) == Reach.NONE) {
            gate.require(caller, Capabilities.READ, Capabilities.sources());
        }
    }

    /** What the caller may see; asks the table. */
    VisibleSources of(Caller caller) {
        return switch (reach(caller)) {
            case ALL -> VisibleSources.ALL;
            case NONE -> VisibleSources.NONE;
            case SOME ->
                VisibleSources.of(queries.sources().stream()
                        .filter(source -> maySee(caller, source))
                        .sorted()
                        .toList());
        };
    }

    /** Whether the caller may see the events of a source, or, where it is empty, those that were erased. */
    static boolean sees(Caller caller, String source) {
        return source.isEmpty() ? reach(caller) == Reach.ALL : maySee(caller, source);
    }

    private static boolean maySee(Caller caller, String source) {
        return caller.may(Capabilities.READ, Capabilities.source(source));
    }

    private static Reach reach(Caller caller) {
        return caller.principal().grants().reach(Capabilities.READ, Capabilities.SOURCE);
    }
}
