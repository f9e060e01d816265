package dev.gatehouse.audit;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is watched for in the events: {@code gatehouse.detect.*}. */
public interface DetectSettings {
    /** Rules over events, and what becomes of what they find. See RULES.md. */
    interface Detect {
        /** Whether events are held against rules. Rules can be read and tried on past events all the same. */
        @WithDefault("true")
        boolean enabled();

        /** A folder of rules of your own, beside the shipped ones. */
        Optional<Path> rules();

        /** The ids of rules that do not run. */
        Optional<List<UUID>> disabled();

        /** Where detections go, besides the log of events: lines of the service's log, or a webhook. */
        @WithDefault("log")
        Optional<List<Sink>> sinks();

        /** The least level that sinks get; all detections are events of the log. */
        @WithDefault("low")
        String sinkLevel();

        /** How often one detection is sent to a sink before it is passed over, which is an event of the log. */
        @WithDefault("30")
        int maxAttempts();

        /** Groups of a threshold, and dedupe windows, that are kept for a rule. */
        @WithDefault("10000")
        int maxGroups();

        /** Events that are counted for a rule in all its groups. */
        @WithDefault("100000")
        int maxCounted();

        /** How long a group is kept beyond its timespan, for events that come late. */
        @WithDefault("1h")
        Duration lateness();

        /** Events that are taken from the log at once. */
        @WithDefault("1000")
        int batchEvents();

        /** Their bytes. */
        @WithDefault("8388608")
        long batchBytes();

        Webhook webhook();

        Backtests backtest();
    }

    /** Where detections can go. */
    enum Sink {
        LOG,
        WEBHOOK,
        /** The topic that {@link Aws#topicArn} names. */
        SNS
    }

    /** The webhook that gets detections. */
    interface Webhook {
        /** Its address: https, or http on this machine. */
        Optional<URI> url();

        /** The file with its secret: {@code whsec_} and base64; not readable by others. */
        Optional<Path> secretFile();

        /** For connecting, and for the whole answer. */
        @WithDefault("5s")
        Duration timeout();
    }

    /** Rules over events of the past. */
    interface Backtests {
        /** Events that one run looks at. */
        @WithDefault("1000000")
        long maxEvents();

        /** How long one run takes. */
        @WithDefault("20s")
        Duration maxTime();

        /** Runs at a time. */
        @WithDefault("2")
        int concurrent();
    }
}
