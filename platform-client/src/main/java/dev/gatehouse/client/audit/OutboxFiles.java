package dev.gatehouse.client.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The outbox's folder, as far as the outbox needs one; tests put a disk here that fails.
 *
 * <p>It is owned alone until it is closed. Whatever fails may or may not have taken effect. What was written is durable
 * after {@link Writable#force}; that a file is there, gone or renamed is durable after {@link #sync}.
 */
interface OutboxFiles extends Closeable {
    /** Where a file stands, for messages. */
    Path path(String name);

    /** The names of all files. */
    List<String> names() throws IOException;

    /** A file's size in bytes. */
    long size(String name) throws IOException;

    /** A file's bytes from an offset on. */
    InputStream read(String name, long offset) throws IOException;

    /** Creates a file, or empties the one that is there. */
    Writable create(String name) throws IOException;

    /** Opens a file that is there, for changing it. */
    Writable open(String name) throws IOException;

    /** Renames a file, in place of one that has the new name already. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    void sync() throws IOException;

    /** An open file. */
    interface Writable extends Closeable {
        /** Writes all that remains in the buffer, at the offset. */
        void write(ByteBuffer bytes, long offset) throws IOException;

        void truncate(long size) throws IOException;

        void force() throws IOException;
    }
}
