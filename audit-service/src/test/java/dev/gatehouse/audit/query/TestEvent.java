package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.query.IndexedEvent.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event for tests, of which a test says what it is about.
 *
 * @param index its place in the log
 */
public record TestEvent(
        long index,
        Instant time,
        String source,
        String actor,
        String action,
        List<String> resources,
        Outcome outcome,
        int classUid,
        String account,
        String region,
        String ocsf) {
    /** When the first test event happened; each one after it a second later. */
    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** The event of an index. */
    public static TestEvent at(long index) {
        return new TestEvent(
                index,
                START.plusSeconds(index),
                "cloudtrail/111122223333",
                "arn:aws:iam::111122223333:user/ann",
                "s3.amazonaws.com:GetObject",
                List.of("arn:aws:s3:::bucket/" + index),
                Outcome.SUCCESS,
                6003,
                "111122223333",
                "eu-central-1",
                "{\"index\":" + index + "}");
    }

    public TestEvent time(Instant other) {
        return new TestEvent(index, other, source, actor, action, resources, outcome, classUid, account, region, ocsf);
    }

    public TestEvent source(String other) {
        return new TestEvent(index, time, other, actor, action, resources, outcome, classUid, account, region, ocsf);
    }

    public TestEvent actor(String other) {
        return new TestEvent(index, time, source, other, action, resources, outcome, classUid, account, region, ocsf);
    }

    public TestEvent action(String other) {
        return new TestEvent(index, time, source, actor, other, resources, outcome, classUid, account, region, ocsf);
    }

    public TestEvent resources(String... others) {
        return new TestEvent(
                index, time, source, actor, action, List.of(others), outcome, classUid, account, region, ocsf);
    }

    public TestEvent outcome(Outcome other) {
        return new TestEvent(index, time, source, actor, action, resources, other, classUid, account, region, ocsf);
    }

    public TestEvent classUid(int other) {
        return new TestEvent(index, time, source, actor, action, resources, outcome, other, account, region, ocsf);
    }

    public TestEvent cloud(String otherAccount, String otherRegion) {
        return new TestEvent(
                index, time, source, actor, action, resources, outcome, classUid, otherAccount, otherRegion, ocsf);
    }

    public TestEvent ocsf(String other) {
        return new TestEvent(index, time, source, actor, action, resources, outcome, classUid, account, region, other);
    }

    /** When the log received it: five seconds after it happened. */
    public Instant received() {
        return time.plus(Duration.ofSeconds(5));
    }

    public String uid() {
        return "uid-" + index;
    }

    /** As it goes into a table. */
    public IndexedEvent indexed() {
        NormalizedEvent normalized = new NormalizedEvent(
                time,
                classUid,
                1,
                2,
                outcome,
                actor,
                action,
                resources,
                "198.51.100.7",
                account,
                region,
                ByteSlice.of(ocsf));
        return new IndexedEvent(
                index,
                received(),
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                Optional.of(new Content(new EventKey(source, uid()), normalized)));
    }

    /** As it goes into a table after it was erased. */
    public IndexedEvent erased() {
        return indexed().erased();
    }

    /** As a page shows it. */
    public EventRow row() {
        return new EventRow(
                index,
                received(),
                source,
                uid(),
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                time,
                classUid,
                1,
                2,
                outcome,
                actor,
                action,
                resources,
                "198.51.100.7",
                account,
                region,
                ByteSlice.of(ocsf).length(),
                Optional.of(ocsf));
    }
}
