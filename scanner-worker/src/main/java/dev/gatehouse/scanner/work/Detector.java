package dev.gatehouse.scanner.work;

/**
 * What looks at objects at present.
 *
 * @param scanner one thread's own
 * @param detection the version of the rules and managed values that it looks for
 */
public record Detector(ObjectScanner scanner, String detection) {}
