package dev.gatehouse.client.config;

/**
 * A key whose value is another than before. It holds no value: who wants it reads it.
 *
 * @param before whether there was one
 * @param now whether there is one
 */
public record ConfigChange(String key, boolean before, boolean now) {}
