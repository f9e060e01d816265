package dev.gatehouse.cli.contract;

/**
 * Something that is not as the contract says.
 *
 * @param kind as config-service calls it: {@code missing}, {@code extra}, {@code wrong-type} or {@code should-be-secure}
 * @param message for people, without the value
 */
public record Deviation(String kind, String path, String message) {}
