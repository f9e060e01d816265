package dev.gatehouse.scanner.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has managed secrets rotated. Asking again for a version that was compromised changes nothing. */
public interface Rotations {
    /**
     * A rotation.
     *
     * @param id its id
     * @param state its state's word
     * @param from the version that it retires
     * @param to the version that it made, once it has
     * @param problem why it failed
     * @param task what a person has to do
     */
    record Rotation(
            String id, String state, String from, Optional<String> to, Optional<String> problem, Optional<Task> task) {}

    /**
     * What a person has to do for a rotation.
     *
     * @param due until when, where that is said
     */
    record Task(String instructions, Optional<Instant> due) {}

    /** What came of asking. */
    sealed interface Answer {}

    /** Rotations of the secret, the running one and then the newest first. */
    record Known(List<Rotation> rotations) implements Answer {
        public Known {
            rotations = List.copyOf(rotations);
        }
    }

    /**
     * It will never be done so.
     *
     * @param why a stable word, such as {@code http-422}
     */
    record Refused(String why) implements Answer {}

    /**
     * Nobody knows now.
     *
     * @param why a stable word
     */
    record Away(String why) implements Answer {}

    /**
     * Asks for a rotation, or joins the one that runs.
     *
     * @param secret its name
     * @param compromised the version that leaked: where it is not the current one, nothing is rotated
     */
    Answer rotate(String secret, String reason, Optional<String> compromised);

    /** The rotations of a secret. */
    Answer look(String secret);
}
