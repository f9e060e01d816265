package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;

/**
 * A line that is no event, though its file is sound.
 *
 * @param number its number in the file, from 1, as editors count
 * @param raw its bytes, without its end
 * @param problem what is wrong with it; quotes nothing of it
 */
public record RejectedLine(int number, ByteSlice raw, String problem) {}
