package dev.gatehouse.audit.ingest;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.EventLog;
import dev.gatehouse.audit.log.LogUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The events of one request on their way: handed to the log in batches, a few of which are under way at a time. */
final class Collecting {
    private static final int UNDER_WAY = 4;
    private static final ByteSlice GONE = ByteSlice.of(new byte[0]);

    private final Ingest ingest;
    private final EventLog log;
    private final Sender sender;
    private final int batch;
    private final EventLimits limits;
    private final Rejects rejects;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private final List<IngestReport.Accepted> accepted = new ArrayList<>();
    private final List<IngestReport.Rejected> rejected = new ArrayList<>();
    private List<Placed> open = new ArrayList<>();

    Collecting(Ingest ingest, EventLog log, Sender sender, int batch, EventLimits limits, Rejects rejects) {
        this.ingest = ingest;
        this.log = log;
        this.sender = sender;
        this.batch = batch;
        this.limits = limits;
        this.rejects = rejects;
    }

    private record Placed(int line, Event event) {}

    private record Sent(List<Placed> events, CompletableFuture<List<AppendResult>> results) {}

    void add(int line, Lines.Line text) {
        switch (text) {
            case Lines.Line.Text(ByteSlice bytes) -> {
                if (!blank(bytes)) {
                    add(line, bytes);
                }
            }
            case Lines.Line.TooLong() ->
                reject(
                        new IngestReport.Rejected(
                                line,
                                Optional.empty(),
                                "too-large",
                                "the event has more than " + limits.maxEventBytes() + " bytes"),
                        GONE);
        }
    }

    private static boolean blank(ByteSlice bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.array()[bytes.offset() + i] > ' ' || bytes.array()[bytes.offset() + i] < 0) {
                return false;
            }
        }
        return true;
    }

    void add(int line, ByteSlice raw) {
        try {
            open.add(new Placed(line, ingest.event(raw, sender)));
        } catch (InvalidEvent e) {
            if (e.reason().equals(Ingest.SOURCE_NOT_ALLOWED)) {
                // The sender's policies are wrong, not its event: it keeps what it has and tries again.
                throw e;
            }
            reject(new IngestReport.Rejected(line, Optional.empty(), e.reason(), e.detail()), raw);
        }
        if (open.size() == batch) {
            send();
        }
    }

    private void reject(IngestReport.Rejected problem, ByteSlice raw) {
        rejects.keep(sender, problem, raw);
        rejected.add(problem);
    }

    private void send() {
        if (open.isEmpty()) {
            return;
        }
        List<Placed> events = open;
        open = new ArrayList<>();
        underWay.add(new Sent(
                events, log.append(events.stream().map(Placed::event).toList()).toCompletableFuture()));
        if (underWay.size() > UNDER_WAY) {
            settle(underWay.removeFirst());
        }
    }

    /** Waits until all that was added is durable. */
    void finish() {
        send();
        while (!underWay.isEmpty()) {
            settle(underWay.removeFirst());
        }
    }

    private void settle(Sent sent) {
        List<AppendResult> results = results(sent);
        for (int i = 0; i < results.size(); i++) {
            settle(sent.events().get(i), results.get(i));
        }
    }

    private static List<AppendResult> results(Sent sent) {
        try {
            return sent.results().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailable unavailable
                    ? new LogUnavailable(String.valueOf(unavailable.getMessage()), unavailable)
                    : e;
        }
    }

    private void settle(Placed placed, AppendResult result) {
        String uid = placed.event().key().uid();
        switch (result) {
            case AppendResult.Appended(var receipt) ->
                accepted.add(new IngestReport.Accepted(placed.line(), uid, receipt, false));
            case AppendResult.Duplicate(var receipt) ->
                accepted.add(new IngestReport.Accepted(placed.line(), uid, receipt, true));
            case AppendResult.Conflict(var receipt) ->
                reject(
                        new IngestReport.Rejected(
                                placed.line(),
                                Optional.of(uid),
                                "conflict",
                                "another event of this source and uid is in the log, with the index "
                                        + receipt.index()),
                        placed.event().raw());
        }
    }

    /** What became of all that was added. */
    IngestReport report() {
        finish();
        rejected.sort(Comparator.comparingInt(IngestReport.Rejected::line));
        return new IngestReport(accepted, rejected);
    }
}
