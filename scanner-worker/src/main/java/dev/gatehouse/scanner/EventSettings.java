package dev.gatehouse.scanner;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** What is scanned when it changes: {@code gatehouse.events.*}. */
public interface EventSettings {
    /** How the events are taken that the queue {@code gatehouse.aws.event-queue-url} holds. */
    interface Events {
        /** The twelve digits of the account whose events are taken; where absent, of each that the queue has. */
        Optional<String> account();

        /** How long a poll waits for the first message, 0 to 20 whole seconds; a stop of the service waits as long. */
        @WithDefault("5s")
        @WithName("wait")
        Duration patience();

        /** How many messages are taken together, 1 to 1000. What lies in one target is one scan, up to 50 objects. */
        @WithDefault("100")
        int batch();

        /** Finished scans on events that are kept, with their ledgers. */
        @WithDefault("500")
        int keptScans();
    }
}
