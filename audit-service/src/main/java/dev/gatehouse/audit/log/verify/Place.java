package dev.gatehouse.audit.log.verify;

/** Where in a log something is wrong. */
public sealed interface Place {
    /** The place in words. */
    String text();

    /** The event at which it is, or the number of those that were checked where it is of no single one. */
    default long before(long checked) {
        return checked;
    }

    /**
     * In a payload segment.
     *
     * @param segment the index of its first event, which names it
     * @param offset bytes from its beginning: of the frame, or of the payload's salt
     * @param event the index of the event that was expected here
     */
    record InSegment(long segment, long offset, long event) implements Place {
        @Override
        public String text() {
            return "segment " + segment + ", byte " + offset + ", event " + event;
        }

        @Override
        public long before(long checked) {
            return event;
        }
    }

    /**
     * An event, wherever it stands.
     *
     * @param index its index
     */
    record OfEvent(long index) implements Place {
        @Override
        public String text() {
            return "event " + index;
        }

        @Override
        public long before(long checked) {
            return index;
        }
    }

    /**
     * In a tile or bundle.
     *
     * @param path its path in C2SP's layout
     */
    record InTile(String path) implements Place {
        @Override
        public String text() {
            return path;
        }
    }

    /** In the log's checkpoint. */
    record InCheckpoint() implements Place {
        @Override
        public String text() {
            return "checkpoint";
        }
    }

    /**
     * In the beginning of the log that an older checkpoint covers.
     *
     * @param size how many events that one covers
     */
    record InOlderLog(long size) implements Place {
        @Override
        public String text() {
            return "the first " + size + " events, which an older checkpoint covers";
        }
    }

    /**
     * In a bundle.
     *
     * @param file its file
     * @param line the line, from 1; 0 where it is not of a line
     */
    record InBundle(String file, long line) implements Place {
        @Override
        public String text() {
            return line == 0 ? file : file + ", line " + line;
        }
    }
}
