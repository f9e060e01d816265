package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.aws.LogWindows.Window;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * CloudWatch Logs: the location is a log group, or what groups begin with and a {@code *}. Each scan looks at what came since
 * the one before, an object for each group and its part of time, an event a line.
 */
public final class LogsSource implements TargetSource {
    /** What DescribeLogGroups gives at once, at most. */
    private static final int PAGE = 50;

    private final CloudWatchLogsClient logs;
    private final LogWindows windows;
    private final Pace pace;
    private final long maxBytes;
    /** How far what is being scanned was read. */
    private final Map<Reading, Instant> reached = new ConcurrentHashMap<>();

    private record Reading(String target, ObjectName object) {}

    /**
     * Log groups.
     *
     * @param pace of all calls
     * @param maxBytes the most that is read of one group at a time; what is beyond is left to the next scan
     */
    public LogsSource(CloudWatchLogsClient logs, LogWindows windows, Pace pace, long maxBytes) {
        this.logs = logs;
        this.windows = windows;
        this.pace = pace;
        this.maxBytes = maxBytes;
    }

    @Override
    public String kind() {
        return "logs";
    }

    @Override
    public String canonical(String location) {
        return location;
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        boolean many = target.location().endsWith("*");
        String prefix = many ? target.location().substring(0, target.location().length() - 1) : target.location();
        DescribeLogGroupsRequest.Builder request =
                DescribeLogGroupsRequest.builder().limit(PAGE);
        if (!prefix.isEmpty()) {
            request.logGroupNamePrefix(prefix);
        }
        cursor.ifPresent(request::nextToken);
        pace.await();
        DescribeLogGroupsResponse answer =
                Calls.listing("the log groups can't be listed", () -> logs.describeLogGroups(request.build()));
        List<String> groups = answer.logGroups().stream()
                .map(LogGroup::logGroupName)
                .filter(name -> many || name.equals(prefix))
                .toList();
        if (many) {
            return listing(target, groups, Optional.ofNullable(answer.nextToken()));
        }
        if (groups.isEmpty()) {
            // Of groups that begin with a name, the one that has it comes first.
            throw ListingFailed.denied("there is no such log group");
        }
        return listing(target, groups, Optional.empty());
    }

    private Listing listing(Target target, List<String> groups, Optional<String> next) {
        List<ListedObject> objects = groups.stream()
                .flatMap(group -> windows.next(target, group).map(window -> listed(group, window)).stream())
                .toList();
        return new Listing(objects, List.of(), next);
    }

    private static ListedObject listed(String group, Window window) {
        ObjectName name = new ObjectName("logs", group, Optional.of(window.text()));
        return new ListedObject(name, -1, Optional.of(window.text()));
    }

    @Override
    public InputStream open(Target target, ListedObject object) throws IOException {
        String group = object.name().path();
        Window window = object.name()
                .version()
                .flatMap(Window::parse)
                .orElseThrow(() -> ObjectUnreadable.changed("it names no part of time"));
        Reading reading = new Reading(target.name(), object.name());
        return new LogLines(new LogPages(logs, pace, group, window), maxBytes, to -> reached.put(reading, to));
    }

    @Override
    public void kept(Target target, ListedObject object) {
        Instant to = reached.remove(new Reading(target.name(), object.name()));
        if (to != null) {
            windows.read(target, object.name().path(), to);
        }
    }
}
