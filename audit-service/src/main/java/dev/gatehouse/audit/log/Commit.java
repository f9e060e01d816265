package dev.gatehouse.audit.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * What one commit makes durable: the events of some submissions that are not in the log yet, and what each submission is
 * told afterwards. One thread uses it.
 */
final class Commit {
    private final KeyIndex keys;
    private final Repeats repeats;
    private final long first;
    private final List<Prepared> fresh = new ArrayList<>();
    private final Map<LogEntry.ByteKey, Integer> here = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    /** Tells what an event is whose key is in the log already. */
    interface Repeats {
        /** What an event is whose key the event at an index has. */
        AppendResult of(Prepared event, long index);
    }

    private record Answer(CompletableFuture<List<AppendResult>> future, List<AppendResult> results) {}

    /**
     * @param first the index of the first event that is new
     */
    Commit(long first, KeyIndex keys, Repeats repeats) {
        this.first = first;
        this.keys = keys;
        this.repeats = repeats;
    }

    /** Takes a submission. */
    void add(Submission submission) {
        List<AppendResult> results = new ArrayList<>(submission.events().size());
        for (Prepared event : submission.events()) {
            results.add(result(event));
        }
        answers.add(new Answer(submission.future(), results));
    }

    private AppendResult result(Prepared event) {
        Integer place = here.get(event.key());
        if (place != null) {
            Prepared original = fresh.get(place);
            Receipt receipt = new Receipt(first + place, original.leafHash());
            return original.raw().equals(event.raw())
                    ? new AppendResult.Duplicate(receipt)
                    : new AppendResult.Conflict(receipt);
        }
        OptionalLong index = keys.find(event.key());
        if (index.isPresent()) {
            return repeats.of(event, index.getAsLong());
        }
        here.put(event.key(), fresh.size());
        fresh.add(event);
        return new AppendResult.Appended(new Receipt(first + fresh.size() - 1, event.leafHash()));
    }

    /** The events that are new, in order. */
    List<Prepared> fresh() {
        return fresh;
    }

    /** Keeps the new events' keys, once they are durable. */
    void keep() {
        for (int i = 0; i < fresh.size(); i++) {
            keys.put(fresh.get(i).key(), first + i);
        }
    }

    /** Tells each submission what became of its events. */
    void answer() {
        answers.forEach(answer -> answer.future().complete(List.copyOf(answer.results())));
    }
}
