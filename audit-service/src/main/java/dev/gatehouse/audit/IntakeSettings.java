package dev.gatehouse.audit;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What comes in from files, and what was no event: {@code gatehouse.intake.*}, {@code .digest.*}, {@code .dead-letters.*}. */
public interface IntakeSettings {
    /** Files that are taken in from a folder. */
    interface Intake {
        /** What becomes of files that are done with. */
        enum After {
            /** They go to {@code done} or {@code failed} below the folder. */
            MOVE,
            /** They stay where they are. */
            KEEP
        }

        /** The folder; none is watched where absent. */
        Optional<Path> folder();

        /** The bucket that the folder mirrors, so that a file's path below it is its key. */
        Optional<String> bucket();

        @WithDefault("move")
        After after();

        /** How often the folder is looked through; a file is taken when two looks saw it alike. */
        @WithDefault("5s")
        Duration interval();

        /** How long the log may take to make a batch of a file's events durable. */
        @WithDefault("30s")
        Duration patience();

        /** The accounts whose records are taken; all where absent. S3 access logs name a bucket, and no account. */
        Optional<List<String>> accounts();

        /** Files that one look takes. */
        @WithDefault("10000")
        int maxFiles();

        /** Bytes that a file may have as it is stored. */
        @WithDefault("67108864")
        int maxStoredBytes();

        /** Bytes that it may have inflated. */
        @WithDefault("268435456")
        int maxInflatedBytes();

        /** How many times its size a compressed file may have when it is inflated. */
        @WithDefault("250")
        int maxRatio();

        /** Records, or lines, that a file may have. */
        @WithDefault("1000000")
        int maxRecords();

        /** Bytes that a record of CloudTrail's may have. */
        @WithDefault("2097152")
        int maxRecordBytes();

        /** Levels of nesting that it may have. */
        @WithDefault("100")
        int maxDepth();

        /** Bytes that a line of the other formats may have. */
        @WithDefault("32768")
        int maxLineBytes();

        /** How long the ledger remembers a file, and so how far back completeness is told. */
        @WithDefault("400d")
        Duration rememberFor();
    }

    /** What came in and is no event. Where there is no room, senders are told, and folders wait. */
    interface DeadLetters {
        /** Letters that are kept. */
        @WithDefault("10000")
        int maxCount();

        /** Bytes of all of them on disk. */
        @WithDefault("268435456")
        long maxBytes();

        /** Bytes of one that are kept; of a longer one the first ones, and it can't be retried. */
        @WithDefault("8388608")
        int maxKeptBytes();

        /** How long a letter waits for somebody to look at it. */
        @WithDefault("90d")
        Duration maxAge();
    }

    /** CloudTrail's digests. */
    interface Digest {
        /** The folder of CloudTrail's public keys; without it no digest can be checked, and all wait for their keys. */
        Optional<Path> keys();

        /** The regions whose chains of digests are walked; all where absent. */
        Optional<List<String>> regions();

        /** How often chains are walked; for that the folder must mirror a bucket. */
        @WithDefault("1h")
        Duration walkInterval();

        /** How far back a walk goes. */
        @WithDefault("7d")
        Duration walkBack();

        /** Digests that one walk visits. */
        @WithDefault("20000")
        int maxDigests();
    }
}
