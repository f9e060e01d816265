package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Event;
import java.io.IOException;
import java.util.Optional;

/** Writes the events of a format. */
@FunctionalInterface
interface FormatMapping {
    /** Writes the fields of the event's OCSF object; empty, whatever was written, where the raw bytes are not of the format. */
    Optional<Meaning> map(Event event, Workspace work) throws IOException;
}
