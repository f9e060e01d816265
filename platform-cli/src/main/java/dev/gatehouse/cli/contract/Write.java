package dev.gatehouse.cli.contract;

/**
 * A default to be written.
 *
 * @param type {@code String}, {@code StringList} or {@code SecureString}
 */
public record Write(String type, String text) {}
