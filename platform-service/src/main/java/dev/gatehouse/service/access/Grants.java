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
}
