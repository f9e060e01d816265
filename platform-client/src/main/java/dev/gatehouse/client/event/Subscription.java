package dev.gatehouse.client.event;

/** A listener's registration; closing it ends it. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
