package dev.gatehouse.audit.lifecycle;

import java.util.List;

/** What was made of events, and has their content too: tables, files. Any failure is one to try again after. */
public interface Copies {
    /** There are none. */
    Copies NONE = new Copies() {
        @Override
        public void erase(List<Long> ascending) {}

        @Override
        public boolean scrub() {
            return true;
        }
    };

    /**
     * Takes the content of events out. Nobody is told it from now on; doing it again changes nothing; a copy that comes to
     * be later does not have it. To be called once the log's payloads are gone.
     */
    void erase(List<Long> ascending);

    /**
     * Takes what was erased off the disk too, where {@link #erase} has left it in files; cheap where it has not.
     *
     * @return whether none of it is left
     */
    boolean scrub();
}
