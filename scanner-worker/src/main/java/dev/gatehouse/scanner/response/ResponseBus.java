package dev.gatehouse.scanner.response;

import java.util.Optional;

/**
 * The bus that starts state machines: a rule for each plan takes the events that name it. An event may come twice, and in any order.
 * Failures to reach it are {@link dev.gatehouse.service.failure.StoreException}s; after one, the event may or may not be on its way.
 */
public interface ResponseBus {
    /** The source of every event. */
    String SOURCE = "gatehouse.scanner-worker";

    /** The type of every event. */
    String DETAIL_TYPE = "Response Started";

    /**
     * Bytes that an event may have, as EventBridge counts an entry: source, type and detail in UTF-8. An execution of Step Functions
     * begins with no more either.
     */
    int MOST_BYTES = 262_144;

    /**
     * Puts an event on the bus.
     *
     * @param detail a JSON object
     * @return why the bus did not take it, in a word; empty where it has it, durably
     */
    Optional<String> put(String detail);
}
