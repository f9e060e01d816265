package dev.gatehouse.scanner.access;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.access.Vocabulary;
import java.util.List;
import java.util.Set;

/** The words of this service's policies. */
public final class Capabilities {
    /** Start scans of a target, stop them, and let them go on. */
    public static final Capability RUN = new Capability("run");

    /** Read scans and their ledgers, findings, rules. */
    public static final Capability READ = new Capability("read");

    /** Decide about findings. */
    public static final Capability TRIAGE = new Capability("triage");

    /** Have findings answered, and have given back what was taken. */
    public static final Capability RESPOND = new Capability("respond");

    /** Approve what can break production, and set the kill switch. */
    public static final Capability APPROVE = new Capability("approve");

    /** The type of responses to findings: {@code response:/}. */
    public static final String RESPONSE = "response";

    /** The type of scans, by their target's name: {@code scan:/nightly}; that of other places is {@code scan:/ad-hoc}. */
    public static final String SCAN = "scan";

    /** The type of findings: {@code finding:/<fingerprint>}. */
    public static final String FINDING = "finding";

    /** The type of detection rules. */
    public static final String RULE = "rule";

    /** To administer is to mint and revoke tokens. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(RUN, READ, TRIAGE, RESPOND, APPROVE, Capability.ADMIN),
            List.of(SCAN, FINDING, RULE, RESPONSE, Resource.TOKENS),
            Set.of());

    private Capabilities() {}

    /** The scans of a target. */
    public static Resource scan(String target) {
        return new Resource(SCAN, "/" + target);
    }

    /** A finding. */
    public static Resource finding(Fingerprint fingerprint) {
        return new Resource(FINDING, "/" + fingerprint.text());
    }

    /** All findings: what a list or an export of many is recorded under. */
    public static Resource findings() {
        return new Resource(FINDING, "/");
    }

    /** All responses. */
    public static Resource responses() {
        return new Resource(RESPONSE, "/");
    }

    /** All rules. */
    public static Resource rules() {
        return new Resource(RULE, "/");
    }
}
