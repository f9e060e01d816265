package dev.gatehouse.audit.bench;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LogEntry.ByteKey;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.tlog.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** A log of CloudTrail's records that nobody wrote: thirty days of twenty accounts. An index always gives the same event. */
final class SyntheticLog implements LogReader {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration SPAN = Duration.ofDays(30);
    static final int ACTORS = 400;

    private static final int ACCOUNTS = 20;
    private static final List<String> SERVICES =
            List.of("s3", "ec2", "iam", "kms", "sts", "lambda", "dynamodb", "sqs", "logs", "ssm");
    private static final List<String> VERBS = List.of("Get", "Put", "List", "Describe", "Create", "Delete");
    private static final List<String> NOUNS =
            List.of("Object", "Item", "Role", "Key", "Function", "Queue", "Parameter");

    private final long size;

    SyntheticLog(long size) {
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
        List<LoggedEvent> events = new ArrayList<>();
        long bytes = 0;
        for (long i = from; i < Math.min(size, from + maxEvents) && (bytes < maxBytes || events.isEmpty()); i++) {
            LoggedEvent event = event(i);
            bytes += event.event().orElseThrow().raw().length();
            events.add(event);
        }
        return events;
    }

    @Override
    public long awaitMoreThan(long than, long millis) throws InterruptedException {
        if (size <= than) {
            Thread.sleep(millis);
        }
        return size;
    }

    static String uid(long index) {
        SplittableRandom random = new SplittableRandom(index);
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static String actor(int number) {
        return "arn:aws:iam::" + account(number) + ":user/user-" + number;
    }

    private static String account(int number) {
        return Long.toString(111_100_000_000L + number % ACCOUNTS);
    }

    private LoggedEvent event(long index) {
        Instant time = START.plusMillis(SPAN.toMillis() * index / size);
        SplittableRandom random = new SplittableRandom(~index);
        int actor = random.nextInt(ACTORS);
        String account = account(actor);
        Event event = new Event(
                new EventKey("cloudtrail/" + account, uid(index)),
                time,
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                Optional.empty(),
                ByteSlice.of(record(random, time, index, actor, account)));
        LogEntry entry = new LogEntry(
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                time.plusSeconds(300),
                new ByteKey(index, index),
                Hash.of(new byte[Hash.BYTES]));
        return new LoggedEvent(index, entry, Optional.of(event));
    }

    private static String record(SplittableRandom random, Instant time, long index, int actor, String account) {
        String service = pick(SERVICES, random);
        return """
                {"eventVersion":"1.09","userIdentity":{"type":"IAMUser","principalId":"AIDA%1$08d","arn":"%2$s",\
                "accountId":"%3$s","accessKeyId":"AKIA%1$012d","userName":"user-%1$d"},"eventTime":"%4$s",\
                "eventSource":"%5$s.amazonaws.com","eventName":"%6$s%7$s","awsRegion":"eu-central-1",\
                "sourceIPAddress":"198.51.%8$d.%9$d","userAgent":"aws-sdk-java/2.37 md/io#sync",%10$s\
                "requestParameters":{"bucketName":"bucket-%11$d","key":"path/%12$d/file-%13$d.json"},\
                "responseElements":null,"requestID":"%14$s","eventID":"%15$s","readOnly":true,\
                "resources":[{"ARN":"arn:aws:%5$s:::bucket-%11$d/path/%12$d","accountId":"%3$s",\
                "type":"AWS::S3::Object"}],"eventType":"AwsApiCall","managementEvent":true,\
                "recipientAccountId":"%3$s","eventCategory":"Management"}""".formatted(
                        actor,
                        actor(actor),
                        account,
                        time,
                        service,
                        pick(VERBS, random),
                        pick(NOUNS, random),
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(20) == 0 ? "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no\"," : "",
                        random.nextInt(1_000),
                        random.nextInt(100_000),
                        index,
                        Long.toHexString(random.nextLong()),
                        uid(index));
    }

    private static String pick(List<String> some, SplittableRandom random) {
        return some.get(random.nextInt(some.size()));
    }
}
