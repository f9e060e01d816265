package dev.gatehouse.scanner.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store whose changes somebody is told of. A write reads what was there before, and is told only where that is what it replaced. */
public final class WatchedResponses implements ResponseStore {
    private final ResponseStore store;
    private final ResponseListener listener;

    public WatchedResponses(ResponseStore store, ResponseListener listener) {
        this.store = store;
        this.listener = listener;
    }

    @Override
    public Optional<Response> create(Response response) {
        Optional<Response> there = store.create(response);
        if (there.isEmpty()) {
            listener.started(response);
        }
        return there;
    }

    @Override
    public Optional<Response> find(String id) {
        return store.find(id);
    }

    @Override
    public boolean update(Response response) {
        Optional<Response> before =
                store.find(response.id()).filter(known -> known.version() == response.version() - 1);
        boolean written = store.update(response);
        if (written) {
            before.ifPresent(known -> tell(known, response));
        }
        return written;
    }

    private void tell(Response before, Response after) {
        for (StepRecord step : after.steps()) {
            boolean isNew = before.step(step.name())
                    .filter(known -> known.state() != step.state())
                    .isPresent();
            if (isNew && step.state().isOver()) {
                listener.over(after, step);
            }
        }
        if (after.state().isEnded() && !before.state().isEnded()) {
            listener.ended(after);
        }
    }

    @Override
    public List<Response> due(Instant now, int limit) {
        return store.due(now, limit);
    }

    @Override
    public ResponsePage list(ResponseFilter filter, Optional<String> cursor, int limit) {
        return store.list(filter, cursor, limit);
    }

    @Override
    public Backlog backlog(Instant late, int most) {
        return store.backlog(late, most);
    }
}
