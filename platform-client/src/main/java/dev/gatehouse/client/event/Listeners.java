package dev.gatehouse.client.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The application's listeners of one kind; what one of them throws is contained. */
public final class Listeners<L> {
    private final List<Entry<L>> entries = new CopyOnWriteArrayList<>();
    private final ClientEvents events;

    public Listeners(ClientEvents events) {
        this.events = events;
    }

    // Compared by identity, so that the same listener may be added twice.
    private static final class Entry<L> {
        private final L listener;

        Entry(L listener) {
            this.listener = listener;
        }
    }

    public Subscription add(L listener) {
        Entry<L> entry = new Entry<>(listener);
        entries.add(entry);
        return () -> {
            var _ = entries.remove(entry);
        };
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Tells each.
     *
     * @param subject what it is about, for the event of a failure
     * @return whether none threw
     */
    public boolean tell(String subject, Consumer<L> call) {
        boolean fine = true;
        for (Entry<L> entry : entries) {
            try {
                call.accept(entry.listener);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                fine = false;
                events.tell(new ClientEvent.ListenerFailed(subject, e.getClass().getName()));
            }
        }
        return fine;
    }
}
