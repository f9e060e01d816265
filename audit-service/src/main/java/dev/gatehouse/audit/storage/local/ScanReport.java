package dev.gatehouse.audit.storage.local;

import java.util.Optional;

/**
 * What a scan did.
 *
 * @param taken files whose events are in the log now
 * @param known files that had been read before
 * @param failed files that are refused, or none of those that are read
 * @param waiting files that may still be written, that can't be checked yet, or that are beyond a scan's limit
 * @param unreadable files and folders that this process can't read or move; they are tried again
 * @param stopped why the scan stopped before its end; its files are tried again by the next
 */
public record ScanReport(int taken, int known, int failed, int waiting, int unreadable, Optional<String> stopped) {}
