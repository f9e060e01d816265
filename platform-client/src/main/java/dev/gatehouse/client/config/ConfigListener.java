package dev.gatehouse.client.config;

import java.util.List;

/** Is told of changes, on a thread of the client's own that nothing else waits for; changes that come meanwhile are told together. */
@FunctionalInterface
public interface ConfigListener {
    /** Keys changed, ordered by key; at least one. */
    void changed(List<ConfigChange> changes);
}
