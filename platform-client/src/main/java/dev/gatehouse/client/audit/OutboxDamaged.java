package dev.gatehouse.client.audit;

import java.nio.file.Path;

/**
 * What the outbox holds is not what it wrote, beyond what a crash explains. Nothing was changed; a person must look.
 *
 * <p>{@link AuditOutbox} says how to go on from here.
 */
public final class OutboxDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;

    OutboxDamaged(Path file, long offset, String what) {
        super(file + " is damaged at byte " + offset + ": " + what);
        this.file = file;
        this.offset = offset;
    }

    /** The file that is damaged, or missing. */
    public Path file() {
        return file;
    }

    /** Where in the file the damage starts, in bytes. */
    public long offset() {
        return offset;
    }
}
