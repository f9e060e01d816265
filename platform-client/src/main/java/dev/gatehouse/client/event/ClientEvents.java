package dev.gatehouse.client.event;

/** Is told of events, on the client's threads; returns soon, and does not throw. */
@FunctionalInterface
public interface ClientEvents {
    /** Tells nobody. */
    ClientEvents NONE = event -> {};

    void tell(ClientEvent event);

    /** Writes them to the JDK's logger {@code dev.gatehouse.client}. */
    static ClientEvents logged() {
        System.Logger logger = System.getLogger("dev.gatehouse.client");
        return event -> logger.log(
                event instanceof ClientEvent.StateChanged(String part, String state, String reason) && reason.isEmpty()
                        ? System.Logger.Level.INFO
                        : System.Logger.Level.WARNING,
                event.message());
    }
}
