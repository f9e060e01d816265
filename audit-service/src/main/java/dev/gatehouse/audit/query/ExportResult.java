package dev.gatehouse.audit.query;

/**
 * What an export wrote.
 *
 * @param rows how many events
 * @param complete whether that is all that there are; otherwise it was cut at a limit
 */
public record ExportResult(long rows, boolean complete) {}
