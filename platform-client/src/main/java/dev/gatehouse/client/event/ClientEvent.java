package dev.gatehouse.client.event;

/** Something that an operator of the application may want to know. No text in it came from a value or an answer's body. */
public sealed interface ClientEvent {
    /** What is said in a log. */
    String message();

    /**
     * A part of the client is in another state.
     *
     * @param part {@code config}, {@code secrets}, {@code flags} or {@code audit}
     * @param state its word: {@code current}, {@code away}, {@code refused}, ...
     * @param reason a stable word, empty where nothing is wrong
     */
    record StateChanged(String part, String state, String reason) implements ClientEvent {
        @Override
        public String message() {
            return part + ": " + state + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
    }

    /** A file was not taken for what it should be; the client goes on as if it were not there. */
    record FileRefused(String file, String why) implements ClientEvent {
        @Override
        public String message() {
            return "the file " + file + " is ignored: " + why;
        }
    }

    /** What was delivered could not be kept on disk; it is in memory all the same. */
    record FileNotWritten(String file, String failure) implements ClientEvent {
        @Override
        public String message() {
            return "the file " + file + " can't be written: " + failure;
        }
    }

    /**
     * A listener of the application threw.
     *
     * @param subject what it was told of
     * @param failure the exception's class; its message may hold anything
     */
    record ListenerFailed(String subject, String failure) implements ClientEvent {
        @Override
        public String message() {
            return "a listener failed at " + subject + ": " + failure;
        }
    }

    /** The client itself failed where it should not; it goes on. */
    record Unexpected(String part, String failure) implements ClientEvent {
        @Override
        public String message() {
            return part + ": unexpected " + failure;
        }
    }
}
