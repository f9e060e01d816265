package dev.gatehouse.audit.log.witness;

import java.util.Optional;

/**
 * How a witness fares.
 *
 * @param name the witness's
 * @param cosigned the size of the last checkpoint that it cosigned since the start; 0 if none
 * @param problem why it did not cosign when it was asked last; empty if it did, or has not been asked
 */
public record WitnessStatus(String name, long cosigned, Optional<String> problem) {}
