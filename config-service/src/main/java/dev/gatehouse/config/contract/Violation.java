package dev.gatehouse.config.contract;

/**
 * A rule of the contract that is broken.
 *
 * @param message what must hold, for people; it never contains the value
 */
public record Violation(Rule rule, String message) {}
