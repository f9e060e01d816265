package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.engine.Scan;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ObjectScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The engine over objects and what is packed in them. An object is one line of the ledger, with what was missed in its entries. */
public final class UnpackingScanner implements ObjectScanner {
    private final Scan scan;
    private final ReadLimits limits;

    public UnpackingScanner(Scanner scanner, ReadLimits limits) {
        this.scan = scanner.newScan();
        this.limits = limits;
    }

    @Override
    public Coverage scan(ObjectName name, InputStream content, Opener again, FindingSink findings) throws IOException {
        OpenObject object = new OpenObject(name, content, again);
        ObjectEvents events = new ObjectEvents(name, findings);
        new ObjectScan(scan::scan, limits, events).scan(object);
        // A scan goes on past failures; these are none of the object's, and it is to be scanned again.
        if (object.failure.isPresent()) {
            throw object.failure.get();
        }
        return events.coverage();
    }

    /** An object whose content is open already, and which remembers whether reading it failed. */
    private static final class OpenObject implements SourceObject {
        private final ObjectName name;
        private final Opener again;
        private Optional<InputStream> opened;
        private Optional<IOException> failure = Optional.empty();

        OpenObject(ObjectName name, InputStream content, Opener again) {
            this.name = name;
            this.again = again;
            this.opened = Optional.of(content);
        }

        @Override
        public ObjectName name() {
            return name;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Content open() throws IOException {
            Optional<InputStream> first = opened;
            opened = Optional.empty();
            return first.isPresent() ? once(first.get()) : Content.of(watched(reopened()));
        }

        /** Whoever gave the content closes it. */
        private Content once(InputStream content) {
            return new Content() {
                private final InputStream stream = watched(content);

                @Override
                public InputStream stream() {
                    return stream;
                }

                @Override
                public Optional<Gap> change() {
                    return Optional.empty();
                }

                @Override
                public void close() {}
            };
        }

        private InputStream reopened() throws IOException {
            try {
                return again.open();
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        private InputStream watched(InputStream content) {
            return new WatchedInput(content, exception -> failure = Optional.of(exception));
        }
    }
}
