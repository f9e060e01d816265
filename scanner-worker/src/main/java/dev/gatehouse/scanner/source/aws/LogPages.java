package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.source.aws.LogWindows.Window;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The events of a log group in a part of time, of all its streams, page by page; a page has a megabyte at most. */
final class LogPages {
    private final CloudWatchLogsClient logs;
    private final Pace pace;
    private final String group;
    private final Window window;
    private Optional<String> token = Optional.empty();
    private boolean through;

    LogPages(CloudWatchLogsClient logs, Pace pace, String group, Window window) {
        this.logs = logs;
        this.pace = pace;
        this.group = group;
        this.window = window;
    }

    Window window() {
        return window;
    }

    /** The next page, which may have no events and not be the last; empty behind the last. */
    Optional<List<FilteredLogEvent>> next() throws IOException {
        if (through) {
            return Optional.empty();
        }
        FilterLogEventsRequest.Builder request = FilterLogEventsRequest.builder()
                .logGroupName(group)
                .startTime(window.from().toEpochMilli())
                // Both ends are within for this call.
                .endTime(window.to().toEpochMilli() - 1);
        token.ifPresent(request::nextToken);
        pace.await();
        FilterLogEventsResponse answer = Calls.reading(() -> logs.filterLogEvents(request.build()));
        token = Optional.ofNullable(answer.nextToken());
        through = token.isEmpty();
        return Optional.of(answer.events());
    }
}
