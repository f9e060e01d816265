package dev.gatehouse.config.access;

import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.access.Vocabulary;
import java.util.List;
import java.util.Set;

/** What this service's policies can allow or deny, and on what. */
public final class Capabilities {
    /** Read values. */
    public static final Capability READ = new Capability("read");

    /** Read names and metadata. */
    public static final Capability LIST = new Capability("list");

    /** Write new versions, move labels and stages, roll back, restore. */
    public static final Capability WRITE = new Capability("write");

    public static final Capability DELETE = new Capability("delete");

    /** Start and finish rotations. */
    public static final Capability ROTATE = new Capability("rotate");

    /** Be handed keyed fingerprints of values, by which a value can be known where it is met, and not be read. */
    public static final Capability FINGERPRINT = new Capability("fingerprint");

    /**
     * The words of this service's policies. To administer is to mint and revoke tokens, and to apply the contract. The
     * paths of all but the tokens begin with a project.
     */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(READ, LIST, WRITE, DELETE, ROTATE, FINGERPRINT, Capability.ADMIN),
            List.of(Resources.PARAMETER, Resources.SECRET, Resources.CONTRACT, Resource.TOKENS),
            Set.of(Resources.PARAMETER, Resources.SECRET, Resources.CONTRACT));

    private Capabilities() {}
}
