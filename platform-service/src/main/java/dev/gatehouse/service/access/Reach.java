package dev.gatehouse.service.access;

/** On how many of a type's resources a capability is given. */
public enum Reach {
    /** On none that there is or could be. */
    NONE,
    /** On some, perhaps: each has to be asked for. */
    SOME,
    /** On each that there is or could be. */
    ALL
}
