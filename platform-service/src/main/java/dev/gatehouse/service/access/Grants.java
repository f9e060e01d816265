package dev.gatehouse.service.access;

/**
 * What the policies of a principal allow together: deny wins, and what no policy allows is denied.
 *
 * <p>Principals with the same policies share one instance, so that what was decided once for many paths can be kept by
 * the grants' identity ({@code ==}); a reload of the policies makes new instances.
 */
public interface Grants {
    /** Whether the capability is given on the resource. Pure, cheap, and safe for use by many threads. */
    boolean allows(Capability capability, Resource resource);

    /**
     * On how many of a type's resources the capability is given, whichever there are. {@link Reach#SOME} is right
     * whenever it is not known better: then each resource is asked for.
     */
    default Reach reach(Capability capability, String type) {
        return Reach.SOME;
    }
}
