package dev.gatehouse.service.access;

/**
 * Who is calling, as authenticated.
 *
 * @param name for people and for the audit trail: {@code token:researcher}, {@code jwt:<issuer>#<subject>}, {@code aws:<arn>}
 * @param grants what it may do
 */
public record Principal(String name, Grants grants) {}
