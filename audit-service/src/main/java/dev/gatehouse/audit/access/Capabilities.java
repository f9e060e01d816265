package dev.gatehouse.audit.access;

import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.access.Vocabulary;
import java.util.List;
import java.util.Set;

/** The words of this service's policies. */
public final class Capabilities {
    /** Send events of a source. */
    public static final Capability INGEST = new Capability("ingest");

    /** Find and read events of a source; read rules and reports. */
    public static final Capability READ = new Capability("read");

    /** Read the log's files, with every payload: what an offline verifier needs. */
    public static final Capability VERIFY = new Capability("verify");

    /** Destroy payloads of a source. */
    public static final Capability ERASE = new Capability("erase");

    /** Put events of a source under legal hold, and release them. */
    public static final Capability HOLD = new Capability("hold");

    /** The type of the events' sources: {@code source:/cloudtrail/111122223333}. */
    public static final String SOURCE = "source";

    /** The type of this service's log. */
    public static final String LOG = "log";

    /** The type of detection rules. */
    public static final String RULE = "rule";

    /** The type of what was rejected. */
    public static final String DEAD_LETTER = "dead-letter";

    /** To administer is to mint and revoke tokens, and to look after dead letters. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(INGEST, READ, VERIFY, ERASE, HOLD, Capability.ADMIN),
            List.of(SOURCE, LOG, RULE, DEAD_LETTER, Resource.TOKENS),
            Set.of());

    private Capabilities() {}

    /** Events of a source. */
    public static Resource source(String source) {
        return new Resource(SOURCE, "/" + source);
    }

    /** All sources: what a search or an export of many is recorded under. */
    public static Resource sources() {
        return new Resource(SOURCE, "/");
    }

    /** This service's log. */
    public static Resource log() {
        return new Resource(LOG, "/");
    }

    /** A rule, by its name. */
    public static Resource rule(String name) {
        return new Resource(RULE, "/" + name);
    }

    /** All that was rejected. */
    public static Resource deadLetters() {
        return new Resource(DEAD_LETTER, "/");
    }
}
