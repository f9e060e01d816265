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
    /** Rejected ones that wait to be kept, so that a disk syncs some of them together. */
    private static final int MAX_UNKEPT = 256;

    private static final long MAX_UNKEPT_BYTES = 4L << 20;

    private final Ingest ingest;
    private final EventLog log;
    private final Sender sender;
    private final int batch;
    private final EventLimits limits;
    private final Rejects rejects;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private final List<IngestReport.Accepted> accepted = new ArrayList<>();
    private final List<IngestReport.Rejected> rejected = new ArrayList<>();
    private final List<Unkept> unkept = new ArrayList<>();
    private long unkeptBytes;
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

    private record Unkept(Optional<String> uid, Rejects.Reject reject) {}

    private record Sent(List<Placed> events, CompletableFuture<List<AppendResult>> results) {}

    void add(int line, Lines.Line text) {
        switch (text) {
            case Lines.Line.Text(ByteSlice bytes) -> {
                if (!blank(bytes)) {
                    add(line, bytes);
                }
            }
            case Lines.Line.TooLong() ->
                // Its bytes were passed over, so there is nothing to keep.
                rejected.add(new IngestReport.Rejected(
                        line,
                        Optional.empty(),
                        "too-large",
                        "the event has more than " + limits.maxEventBytes() + " bytes",
                        false));
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
            reject(Optional.empty(), new Rejects.Reject(line, e.reason(), e.detail(), raw));
        }
        if (open.size() == batch) {
            send();
        }
    }

    private void reject(Optional<String> uid, Rejects.Reject reject) {
        unkept.add(new Unkept(uid, reject));
        unkeptBytes += reject.raw().length();
        if (unkept.size() >= MAX_UNKEPT || unkeptBytes >= MAX_UNKEPT_BYTES) {
            keep();
        }
    }

    private void keep() {
        if (unkept.isEmpty()) {
            return;
        }
        boolean kept = rejects.keep(sender, unkept.stream().map(Unkept::reject).toList());
        for (Unkept one : unkept) {
            Rejects.Reject reject = one.reject();
            rejected.add(new IngestReport.Rejected(reject.line(), one.uid(), reject.reason(), reject.detail(), kept));
        }
        unkept.clear();
        unkeptBytes = 0;
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

    /** Waits until all that was added is durable, in the log or as dead letters. */
    void finish() {
        try {
            send();
            while (!underWay.isEmpty()) {
                settle(underWay.removeFirst());
            }
        } finally {
            keep();
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
                        Optional.of(uid),
                        new Rejects.Reject(
                                placed.line(),
                                "conflict",
                                "another event of this source and uid is in the log, with the index " + receipt.index(),
                                placed.event().raw()));
        }
    }

    /** What became of all that was added. */
    IngestReport report() {
        finish();
        rejected.sort(Comparator.comparingInt(IngestReport.Rejected::line));
        return new IngestReport(accepted, rejected);
    }
}
