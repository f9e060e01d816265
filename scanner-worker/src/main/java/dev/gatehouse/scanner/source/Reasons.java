package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.source.archive.BrokenArchive;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Words for what went wrong with reading. Never an exception's message of unknown origin: it may quote what was read. */
public final class Reasons {
    private Reasons() {}

    /** What went wrong, without content. */
    public static String of(IOException exception) {
        return switch (exception) {
            case BrokenArchive broken -> String.valueOf(broken.getMessage());
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException gone -> "it is not there";
            case ZipException zip -> "its compressed data is malformed or of a kind that is not read";
            case EOFException end -> "it ends too early";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> "it can't be read (" + exception.getClass().getSimpleName() + ")";
        };
    }
}
