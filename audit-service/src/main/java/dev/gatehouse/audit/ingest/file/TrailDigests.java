package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import java.util.List;

/** Reads CloudTrail's digests as they come in. */
public interface TrailDigests {
    /**
     * Checks a digest and what it names. Nothing is written: the caller does that, in an order that a crash can't hurt.
     *
     * @param object the digest as it is stored, with its signature in the metadata
     * @param kind what its name says
     * @param file its inflated content
     */
    Reading read(StoredObject object, CloudTrailDigest kind, InflatedFile file);

    /**
     * What is to be said in the log of a file that came after a digest which names it.
     *
     * @param file where the file stood
     * @param sha256 the hash of its inflated bytes
     */
    default List<Event> late(ObjectLocation file, String sha256) {
        return List.of();
    }

    /** What became of a digest. */
    sealed interface Reading {
        /**
         * It is a digest, good or bad.
         *
         * @param named the files that it names
         * @param events what is to be said of each of them in the log
         */
        record Read(List<NamedFile> named, List<Event> events) implements Reading {
            public Read {
                named = List.copyOf(named);
                events = List.copyOf(events);
            }
        }

        /**
         * It is a digest that can't be checked yet.
         *
         * @param named the files that it names
         * @param events what is to be said of it in the log meanwhile
         * @param problem why
         */
        record Unchecked(List<NamedFile> named, List<Event> events, String problem) implements Reading {
            public Unchecked {
                named = List.copyOf(named);
                events = List.copyOf(events);
            }
        }

        /**
         * It is no digest.
         *
         * @param problem what is wrong with it; quotes nothing of it
         */
        record Malformed(String problem) implements Reading {}
    }
}
