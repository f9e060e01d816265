package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.ObjectName;
import java.util.Optional;

/**
 * An object as a listing tells of it, before it is read.
 *
 * @param name what it is called
 * @param size in bytes; -1 where the listing does not say
 * @param stamp what changes when the content does, and is the same as long as it is: an ETag, a blob's id, a version
 */
public record ListedObject(ObjectName name, long size, Optional<String> stamp) {}
