package dev.gatehouse.client.fake;

import dev.gatehouse.client.event.ClientEvent;
import dev.gatehouse.client.event.ClientEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what an operator would be told. */
public final class Told implements ClientEvents {
    public final List<ClientEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void tell(ClientEvent event) {
        events.add(event);
    }

    public List<String> messages() {
        return events.stream().map(ClientEvent::message).toList();
    }
}
