package dev.gatehouse.service.access;

import java.util.OptionalLong;

/** Bounds how often a principal may ask, and how often an address may fail to say who it is. Never blocks. */
public interface RateLimits {
    /**
     * Takes one request of the principal's.
     *
     * @return empty where it may go on; else the seconds to wait, rounded up, at least 1
     */
    OptionalLong tryAcquire(Principal principal);

    /**
     * Whether an address failed too often to be heard now; asked before a bearer token that is not remembered is
     * authenticated. Takes nothing.
     *
     * @param address a numeric network address
     * @return empty where it may go on; else the seconds to wait, rounded up, at least 1
     */
    OptionalLong blocked(String address);

    /** Counts a failed authentication from an address. */
    void failed(String address);
}
