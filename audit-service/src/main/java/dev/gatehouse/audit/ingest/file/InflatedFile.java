package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;

/**
 * A file's content as it is parsed, and the hash of exactly these bytes: there is no other reading of the file.
 *
 * @param location where it stood: {@code s3://bucket/key} or its name below the watched folder
 * @param bytes its content, inflated where it was stored in gzip's form
 * @param sha256 the SHA-256 of {@code bytes}, in lower-case hexadecimal
 */
public record InflatedFile(String location, ByteSlice bytes, String sha256) {
    /** The content, in an array that is its alone; no copy where it has one already. */
    public byte[] array() {
        return bytes.offset() == 0 && bytes.length() == bytes.array().length ? bytes.array() : bytes.copy();
    }
}
