package dev.gatehouse.service.access;

/**
 * One request's caller.
 *
 * @param principal who, as authenticated
 * @param sourceAddress the network address that the request came from
 * @param requestId ties logs, audit events and the response together
 */
public record Caller(Principal principal, String sourceAddress, String requestId) {
    public boolean may(Capability capability, Resource resource) {
        return principal.grants().allows(capability, resource);
    }
}
