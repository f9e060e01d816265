package dev.gatehouse.client;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far; closed in the other order where the rest can't be. */
final class Opening implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    /** One more part is open. */
    void closes(Runnable part) {
        opened.push(part);
    }

    /** All of it is open; nothing is closed here. */
    void done() {
        opened.clear();
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
