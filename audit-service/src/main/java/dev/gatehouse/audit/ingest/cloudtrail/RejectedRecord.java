package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.event.ByteSlice;

/**
 * A record that is no event, though its file is sound.
 *
 * @param position its place in the file, from 0
 * @param raw its bytes
 * @param problem what is wrong with it; quotes nothing of it
 */
public record RejectedRecord(int position, ByteSlice raw, String problem) {}
