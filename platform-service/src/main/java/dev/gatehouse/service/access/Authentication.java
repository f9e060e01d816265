package dev.gatehouse.service.access;

/** How an authentication ended. */
public sealed interface Authentication {
    record Accepted(Principal principal) implements Authentication {}

    /** @param reason a stable word for the audit trail ({@code expired}, {@code revoked}, {@code unknown}, ...); the caller is told nothing but 401 */
    record Refused(String reason) implements Authentication {}
}
