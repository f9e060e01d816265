package dev.gatehouse.audit.event;

/**
 * The file that an event came from.
 *
 * @param location where it stood: {@code s3://bucket/key} or the file's name below the watched folder
 * @param sha256 the SHA-256 of the inflated bytes that were read, in lower-case hexadecimal
 * @param position the record's place in the file, from 0
 */
public record Origin(String location, String sha256, int position) {}
