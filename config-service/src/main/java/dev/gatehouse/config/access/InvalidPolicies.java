package dev.gatehouse.config.access;

/** The policies can't be used. The message names the place, as {@code policies.researcher.rules[0].on[1]}, and what is wrong there. */
public final class InvalidPolicies extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidPolicies(String place, String problem) {
        super(place + " " + problem);
    }
}
