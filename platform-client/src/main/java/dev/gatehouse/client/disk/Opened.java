package dev.gatehouse.client.disk;

/** What came of opening a sealed file. */
public sealed interface Opened {
    /** There is none. */
    record Absent() implements Opened {}

    /** It is not what it should be, or can't be read; nothing of it was taken. */
    record Refused(String why) implements Opened {}

    /** What was sealed. It may hold secrets, so it is shown nowhere. */
    final class Content implements Opened {
        private final byte[] bytes;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes themselves and no copy. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return "Content[redacted]";
        }
    }
}
