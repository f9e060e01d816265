package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.DigestVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which files were read, and which ones the digests name. It is a memory and no proof: where it is lost, files are read
 * again, and the log drops the events that it has. Safe for use by many threads.
 */
public interface FileLedger {
    /**
     * Remembers a file. A second of the same location and hash changes nothing. Durable when this returns.
     *
     * @throws LedgerUnavailable it may not be durable; to add it again is right
     */
    void add(FileRead file);

    /**
     * Remembers what a digest names. What is known already changes nothing. Durable when this returns.
     *
     * @throws LedgerUnavailable it may not be durable; to add them again is right
     */
    void addNamed(List<NamedFile> files);

    /**
     * Remembers a file of which nothing is in the log. A second of the same location and reason changes nothing. Durable when
     * this returns.
     *
     * @throws LedgerUnavailable it may not be durable; to add it again is right
     */
    void addRefused(RefusedFile file);

    /** A file that was read, by its location and the hash of its inflated bytes. */
    Optional<FileRead> find(ObjectLocation location, String sha256);

    /** The files of a name (the last part of the key) that were read, from whatever folder. */
    List<FileRead> readAs(String fileName);

    /** The files of a name that were refused, whether they were read later or not. */
    List<RefusedFile> refusedAs(String fileName);

    /** What digests say of the files of a name. */
    List<NamedFile> namedAs(String fileName);

    /** The files that were read and whose names have an hour from {@code from} on and before {@code to}. */
    List<FileRead> readIn(Instant from, Instant to);

    /** The files that digests name and whose names have an hour from {@code from} on and before {@code to}. */
    List<NamedFile> namedIn(Instant from, Instant to);

    /**
     * What the digests that were seen so far say of a file. A digest with a good signature outweighs all others, so that a
     * forged one can't make a sound file look bad.
     */
    default DigestVerdict verdict(ObjectLocation location, String sha256) {
        List<NamedFile> named = namedAs(location.fileName()).stream()
                .filter(file -> file.file().mayBe(location))
                .toList();
        List<NamedFile> sound = named.stream()
                .filter(file -> file.digestVerdict() == DigestVerdict.VALID)
                .toList();
        if (!sound.isEmpty()) {
            return sound.stream().anyMatch(file -> file.sha256().equals(sha256))
                    ? DigestVerdict.VALID
                    : DigestVerdict.INVALID;
        }
        return named.stream().anyMatch(file -> file.digestVerdict() == DigestVerdict.INVALID)
                ? DigestVerdict.INVALID
                : DigestVerdict.UNCHECKED;
    }
}
