package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.WorkItem.ListPart;
import dev.gatehouse.scanner.work.WorkItem.ScanObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every queue of work does. */
public abstract class WorkQueueContract {
    private static final Duration LONG = Duration.ofHours(1);

    /** A queue that is empty. */
    protected abstract WorkQueue queue();

    protected static WorkItem object(int number) {
        return new ScanObject(
                "scan-1",
                new ListedObject(
                        new ObjectName("dir:/srv", "f\u00f6lder/\u0001" + number, Optional.of("v")),
                        number,
                        Optional.of("s")));
    }

    @Test
    void givesBackEachItemAsItWasPut() {
        WorkQueue queue = queue();
        List<WorkItem> items = List.of(
                object(1), new ListPart("scan-2", Optional.of("behind\n")), new ListPart("s", Optional.empty()));
        queue.put(items);

        List<WorkItem> taken = takeAll(queue);

        assertThat(taken).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    void givesAnItemToOneWorkerAtATime() {
        WorkQueue queue = queue();
        queue.put(List.of(object(1)));

        WorkQueue.Lease lease = queue.take(LONG).orElseThrow();

        assertThat(lease.attempt()).isEqualTo(1);
        assertThat(queue.take(LONG)).isEmpty();
    }

    @Test
    void givesAnItemAgainWhenItsLeaseIsOver() {
        WorkQueue queue = queue();
        queue.put(List.of(object(1)));
        assertThat(queue.take(Duration.ZERO)).isPresent();

        WorkQueue.Lease again = queue.take(LONG).orElseThrow();

        assertThat(again.item()).isEqualTo(object(1));
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void forgetsWhatIsDone() {
        WorkQueue queue = queue();
        queue.put(List.of(object(1)));
        queue.done(queue.take(Duration.ofSeconds(0)).orElseThrow());

        assertThat(queue.take(LONG)).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesBackWhatFailed() {
        WorkQueue queue = queue();
        queue.put(List.of(object(1)));
        queue.giveBack(queue.take(LONG).orElseThrow(), Duration.ZERO);

        assertThat(queue.take(LONG)).map(WorkQueue.Lease::attempt).contains(2);
    }

    @Test
    void doesNotCountWhatWasPostponed() {
        WorkQueue queue = queue();
        queue.put(List.of(object(1)));
        queue.postpone(queue.take(LONG).orElseThrow(), Duration.ZERO);

        assertThat(queue.take(LONG)).map(WorkQueue.Lease::attempt).contains(1);
    }

    @Test
    void extendsALease() {
        WorkQueue queue = queue();
        queue.put(List.of(object(1)));
        WorkQueue.Lease lease = queue.take(LONG).orElseThrow();

        assertThat(queue.extend(lease, LONG)).isTrue();
        assertThat(queue.take(LONG)).isEmpty();
    }

    @Test
    void takesAnyNumber() {
        WorkQueue queue = queue();
        queue.put(IntStream.range(0, 25).mapToObj(WorkQueueContract::object).toList());

        assertThat(queue.size()).isEqualTo(25);
        assertThat(takeAll(queue)).hasSize(25);
    }

    private static List<WorkItem> takeAll(WorkQueue queue) {
        List<WorkItem> items = new ArrayList<>();
        Optional<WorkQueue.Lease> lease = queue.take(LONG);
        while (lease.isPresent()) {
            items.add(lease.get().item());
            lease = queue.take(LONG);
        }
        return items;
    }
}
