package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.file.LineContents.Lines;
import dev.gatehouse.audit.ingest.file.LineContents.Unreadable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes events of a file's lines. */
final class LineEvents {
    private final String location;
    private final String sha256;
    private final EventFormat format;
    private final LineUid uids;
    private final List<Event> events = new ArrayList<>();
    private final List<RejectedLine> rejected = new ArrayList<>();

    LineEvents(String location, String sha256, EventFormat format) {
        this.location = location;
        this.sha256 = sha256;
        this.format = format;
        uids = new LineUid(location);
    }

    /** What a line was found to be. */
    sealed interface Reading {
        /** An event. */
        record Found(String source, Instant time, ByteSlice raw) implements Reading {}

        /** None, and why. */
        record Bad(String problem) implements Reading {}
    }

    /** Reads a line's text. */
    @FunctionalInterface
    interface LineForm {
        Reading read(ByteSlice line);
    }

    /** Reads the lines that are left. */
    LineContents read(LineReader lines, LineForm form) {
        while (lines.advance()) {
            if (lines.isOver()) {
                return new Unreadable("has too many lines", lines.number());
            }
            Optional<String> problem = lines.problem();
            Reading reading = problem.isPresent() ? new Reading.Bad(problem.get()) : form.read(lines.line());
            take(lines, reading);
        }
        return new Lines(events, rejected);
    }

    private void take(LineReader lines, Reading reading) {
        switch (reading) {
            case Reading.Bad bad -> rejected.add(new RejectedLine(lines.number(), lines.line(), bad.problem()));
            case Reading.Found found -> events.add(event(lines, found));
        }
    }

    private Event event(LineReader lines, Reading.Found found) {
        return new Event(
                new EventKey(found.source(), uids.of(lines.number(), lines.line())),
                found.time(),
                format,
                DigestVerdict.NOT_APPLICABLE,
                Optional.of(new Origin(location, sha256, lines.number() - 1)),
                found.raw());
    }
}
