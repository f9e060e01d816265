package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.document.Located;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the log has sealed of a hold: an event of the format {@link EventFormat#ADMINISTRATION}, which only this service
 * makes. Its {@code action} is {@code hold:put} or {@code hold:release}; its {@code details} have {@code name}, and of a
 * hold that is put {@code sources} (patterns), {@code from} and {@code to} where there are such, and {@code reason}.
 */
sealed interface HoldRecord {
    /** The action that puts a hold in force, in the place of one of the same name. */
    String PUT = "hold:put";

    /** The action that ends one. */
    String RELEASE = "hold:release";

    /** A hold is in force from here on. */
    record Put(Hold hold) implements HoldRecord {}

    /** The hold of this name is over. */
    record Released(String name) implements HoldRecord {}

    /**
     * What an event says of a hold; empty where it is about something else.
     *
     * @throws MalformedLog it is about a hold, and not as described: to pass over it might destroy what is held
     */
    static Optional<HoldRecord> of(Event event, long index) {
        if (event.format() != EventFormat.ADMINISTRATION) {
            return Optional.empty();
        }
        try {
            Located root = Reading.JSON.read(event.raw().copy()).located();
            return switch (root.get("action").text()) {
                case PUT -> Optional.of(new Put(Reading.hold(root, event.time(), index)));
                case RELEASE ->
                    Optional.of(new Released(root.get("details").get("name").text()));
                default -> Optional.empty();
            };
        } catch (InvalidDocument | ActRefused | IllegalArgumentException | DateTimeException e) {
            throw new MalformedLog("the record at " + index + " of what this service did can't be read");
        }
    }

    /** How one is read. */
    final class Reading {
        private static final BoundedJson JSON = new BoundedJson(1 << 20, 8);

        private Reading() {}

        private static Hold hold(Located root, Instant since, long index) {
            Located details = root.get("details");
            HoldTerms terms = new HoldTerms(
                    details.get("name").text(),
                    details.get("sources").items().stream()
                            .map(pattern -> new SourcePattern(pattern.text()))
                            .toList(),
                    details.find("from").map(from -> Instant.parse(from.text())),
                    details.find("to").map(to -> Instant.parse(to.text())),
                    details.get("reason").text());
            return new Hold(terms, root.get("principal").text(), since, index);
        }
    }
}
