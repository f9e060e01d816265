package dev.gatehouse.audit;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are found again: {@code gatehouse.query.*}. */
public interface QuerySettings {
    /** How events are found again. */
    interface Query {
        /** Events that a page may have. */
        @WithDefault("1000")
        int maxRows();

        /** Bytes that a page may have, about. */
        @WithDefault("4194304")
        long maxPageBytes();

        /** How much time one query may cover. */
        @WithDefault("397d")
        Duration maxRange();

        /** How long a query may take. */
        @WithDefault("10s")
        Duration deadline();

        /** Characters that free text may have. */
        @WithDefault("256")
        int maxText();

        /** Buckets that a histogram may have. */
        @WithDefault("500")
        int maxBuckets();

        /** How long a query waits at most until the table has what is durable. */
        @WithDefault("1s")
        Duration awaitTable();

        /** Whether each page that is read is itself recorded; raw records, exports and streams always are. */
        @WithDefault("true")
        boolean recordSearches();

        /** Queries that run at once. */
        @WithDefault("4")
        int atOnce();

        /** Threads that the table's library may use. */
        @WithDefault("2")
        int threads();

        /** Memory that it may use, in bytes. */
        @WithDefault("268435456")
        long memoryBytes();

        /** Disk that it may use for what does not fit into memory, in bytes. */
        @WithDefault("4294967296")
        long spillBytes();

        /** How long events stay in the hot table before they are moved to Parquet files. */
        @WithDefault("2d")
        Duration hotFor();

        /** How often it is looked for such events. */
        @WithDefault("10m")
        Duration archiveEvery();

        /** Streams of events that may be open at once. */
        @WithDefault("16")
        int streams();

        /** How often an idle stream shows that it is alive, and its credential is looked at. */
        @WithDefault("15s")
        Duration heartbeat();

        /** How long the reader of a stream or an export may take for a piece of 64 KiB before it is cut off. */
        @WithDefault("30s")
        Duration patience();

        Exports exports();
    }

    /** Exports. */
    interface Exports {
        /** Exports that run at once. */
        @WithDefault("2")
        int atOnce();

        /** Events that one may have. */
        @WithDefault("1000000")
        long maxRows();

        /** Bytes that one may have. */
        @WithDefault("2147483648")
        long maxBytes();

        /** How long one may take. */
        @WithDefault("10m")
        Duration deadline();
    }
}
