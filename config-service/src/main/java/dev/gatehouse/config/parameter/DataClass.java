package dev.gatehouse.config.parameter;

/** The class of a piece of data, which decides the key that seals it. */
public enum DataClass {
    /** Parameters, sensitive or not. */
    PARAMETER,
    /** Secrets of the platform and of its applications. */
    SECRET,
    /** What the safety system depends on: its thresholds and its own secret. */
    SAFETY
}
