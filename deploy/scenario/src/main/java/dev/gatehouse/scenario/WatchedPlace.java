package dev.gatehouse.scenario;

/** What the scanner watches: things are dropped there, and taken away again. */
interface WatchedPlace {
    /** Puts a text there, as a whole or not at all. */
    void put(String name, String text);

    /** Whether there is nothing of that name any more. */
    boolean gone(String name);
}
