package dev.gatehouse.config.contract;

/**
 * Who reads a snapshot.
 *
 * @param group whose common subtree it reads, and in which its own stands
 */
public record Application(String name, String group, String description, String owner) {}
