package dev.gatehouse.scanner;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is scanned, how, and what is kept of it: {@code gatehouse.scan.*}, {@code .targets[n].*}, {@code .findings.*}, {@code
 * .managed.*}.
 */
public interface ScanSettings {
    /** How scans run. */
    interface Scan {
        /** Threads that scan; none where another process does the work. */
        @WithDefault("2")
        int workers();

        /** How long an object is a worker's before another may take it; it is extended while the worker lives. */
        @WithDefault("1m")
        Duration lease();

        /** How often an object is tried. */
        @WithDefault("5")
        int attempts();

        /** How long an object rests that could not be read, times the attempts there were. */
        @WithDefault("5s")
        Duration retryAfter();

        /** How many objects may wait before listing pauses. */
        @WithDefault("10000")
        long maxQueued();

        /** The largest object that is read. */
        @WithDefault("268435456")
        long maxObjectBytes();

        /** How many archives within each other are opened; none where 0. */
        @WithDefault("3")
        int archiveDepth();

        /** The most bytes that are unpacked of an object, all its archives together. */
        @WithDefault("4294967296")
        long archiveBytes();

        /** The most entries of an object, all its archives together. */
        @WithDefault("1000000")
        long archiveEntries();

        /** Finished scans of each target that are kept, with their ledgers. */
        @WithDefault("20")
        int keptScans();

        /** Rules of your own, in gitleaks' TOML; they come to the shipped ones. */
        Optional<List<Path>> rules();

        /** Places that may be scanned though no target names them, each {@code kind:location}, with all below it. */
        Optional<List<String>> allowed();

        /** How often a stream of progress looks. */
        @WithDefault("1s")
        Duration progressInterval();

        /** Streams of progress at once. */
        @WithDefault("100")
        int maxStreams();
    }

    /** Something that is scanned as a whole. */
    interface ScanTarget {
        /** 1 to 64 of a-z, 0-9 and -. */
        String name();

        /** {@code directory}, or a source on AWS. */
        String kind();

        String location();

        /** The source's own options, such as {@code exclude}. */
        Map<String, String> options();

        /** When it is scanned, as Quartz writes it ({@code 0 0 3 * * ?}), in UTC; on demand only where absent. */
        Optional<String> cron();

        /** How much later a scan may begin, the same each time. */
        @WithDefault("0s")
        Duration jitter();
    }

    /** What is kept of findings. */
    interface Findings {
        /** Places of one finding; what is beyond is counted. */
        @WithDefault("100")
        int maxLocations();

        /** Steps of one finding's history; the oldest go first. */
        @WithDefault("100")
        int maxHistory();

        /**
         * Whether leaked AWS access keys are judged by asking IAM for the account's own keys. A leaked key is never used.
         * Needs iam:ListUsers, iam:ListAccessKeys and iam:GetAccessKeyLastUsed.
         */
        @WithDefault("false")
        boolean judgeAwsKeys();

        /** How often that is done. */
        @WithDefault("6h")
        Duration judgeEvery();
    }

    /** The platform's own secrets, which config-service hands over as keyed fingerprints. */
    interface Managed {
        /** config-service, as {@code https://host:port}; where absent, they are not looked for. */
        Optional<URI> url();

        /** The file with the bearer token for it, which is read each time. */
        Optional<Path> tokenFile();

        /** How often it is asked whether they changed. */
        @WithDefault("5m")
        Duration every();

        /** Whether plain {@code http} may go to another machine. */
        @WithDefault("false")
        boolean plainHttp();
    }
}
