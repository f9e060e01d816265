package dev.gatehouse.audit.event.ocsf;

import java.io.IOException;

/** Buffers that are used for one event at a time, and then for the next. */
final class Workspace {
    private final JsonTape tape = new JsonTape();
    private final OcsfWriter out;

    Workspace() throws IOException {
        out = new OcsfWriter();
    }

    JsonTape tape() {
        return tape;
    }

    OcsfWriter out() {
        return out;
    }
}
