package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.ObjectName;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes objects of one kind out of reach, and gives them back. Doing either again, with the same item, changes nothing more. Failures
 * are {@link dev.gatehouse.service.failure.StoreException}s; after one, an object is where it was, or is kept, or both, and never
 * neither.
 */
public interface Quarantine {
    /** The kind of target whose objects it takes, such as {@code directory}. */
    String kind();

    /**
     * What is to be taken.
     *
     * @param item names it in the quarantine: 32 lower-case hexadecimal digits
     * @param object the object, and never an archive's entry
     * @param seen what was scanned; empty where nobody knows any more
     * @param rotated whether the secret is worth nothing by now
     * @param finding whose secret it holds
     * @param response for which it is taken
     * @param who asked for that
     * @param at when
     */
    record Order(
            String item,
            ObjectName object,
            Optional<Seen> seen,
            boolean rotated,
            Fingerprint finding,
            String response,
            String who,
            Instant at) {}

    /**
     * What was scanned.
     *
     * @param hash SHA-256 of the content, as 64 lower-case hexadecimal digits
     * @param stamp the listing's, where it gave one
     */
    record Seen(String hash, Optional<String> stamp) {}

    /** How taking ended. */
    sealed interface Taken {}

    /**
     * It is out of reach.
     *
     * @param how for people
     */
    record Kept(String how) implements Taken {}

    /** It was not there any more. */
    record Gone() implements Taken {}

    /** It is another content by now; nothing was done. */
    record Changed() implements Taken {}

    /**
     * Nothing was done.
     *
     * @param toDo what a person has to do
     */
    record Left(String toDo) implements Taken {}

    /** How giving back ended. */
    sealed interface Returned {}

    /** It is where it was, as it was. */
    record Restored() implements Returned {}

    /** It was not kept, or was given back before. */
    record NotKept() implements Returned {}

    /**
     * It stays kept.
     *
     * @param why for people
     */
    record Stays(String why) implements Returned {}

    /** Takes an object. */
    Taken take(Order order);

    /** Gives an object back, where nothing is in its place. */
    Returned giveBack(String item, ObjectName object);
}
