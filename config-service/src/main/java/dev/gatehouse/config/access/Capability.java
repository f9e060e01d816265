package dev.gatehouse.config.access;

/** What a policy can allow or deny. None implies another: an administrator that should read is also given read. */
public enum Capability {
    /** Read values. */
    READ,
    /** Read names and metadata. */
    LIST,
    /** Write new versions, move labels and stages, roll back, restore. */
    WRITE,
    DELETE,
    /** Start and finish rotations. */
    ROTATE,
    /** Mint and revoke tokens, apply the contract. */
    ADMIN
}
