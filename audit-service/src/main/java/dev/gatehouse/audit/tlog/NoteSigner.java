package dev.gatehouse.audit.tlog;

/**
 * Signs notes, with a key in memory or one that a service keeps. It may throw what that service throws. For use by
 * several threads.
 */
public interface NoteSigner {
    /** The key's name. */
    String name();

    /** What its signatures are checked with. */
    VerifierKey verifierKey();

    /** The signature over a note's text, in the form that the key's type has, without the key's id. */
    byte[] sign(byte[] text);
}
