package dev.gatehouse.audit.lifecycle;

import java.util.List;

/** What was made of events, and has their content too: tables, files. */
@FunctionalInterface
public interface Copies {
    /** There are none. */
    Copies NONE = ascending -> {};

    /**
     * Takes the content of events out for good. Doing it again changes nothing; a copy that comes to be later does not have
     * it. To be called once the log's payloads are gone. Any failure is one to try again after.
     */
    void erase(List<Long> ascending);
}
