package dev.gatehouse.scanner.response;

import static dev.gatehouse.scanner.response.World.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedResponsesTest {
    private final List<String> told = new ArrayList<>();
    private final MemoryResponses kept = new MemoryResponses();
    private final ResponseStore watched = new WatchedResponses(kept, new ResponseListener() {
        @Override
        public void started(Response response) {
            told.add("started");
        }

        @Override
        public void ended(Response response) {
            told.add(response.state().word());
        }

        @Override
        public void over(Response response, StepRecord step) {
            told.add(step.kind().word() + " " + step.state().word());
        }
    });

    private static Response first() {
        World world = new World();
        world.auto().sweep();
        world.leak(file("a.txt"));
        return world.only();
    }

    @Test
    void tellsEachChangeOnce() {
        Response begun = first();
        assertThat(watched.create(begun)).isEmpty();
        Response taken = begun.replacing(
                        "contain", step -> step.to(StepState.DONE, begun.started(), "is in quarantine"))
                .with(ResponseState.RUNNING, begun.started(), begun.started());
        assertThat(watched.update(taken)).isTrue();
        Response done = taken.with(ResponseState.HANDED_OVER, Optional.empty(), begun.started());

        assertThat(watched.update(done)).isTrue();

        assertThat(told).containsExactly("started", "quarantine done", "handed-over");
        Response again = done.with(ResponseState.HANDED_OVER, Optional.empty(), begun.started());
        assertThat(watched.update(again)).isTrue();
        assertThat(told).hasSize(3);
    }

    @Test
    void tellsNothingOfWhatWasNotWritten() {
        Response begun = first();
        watched.create(begun);
        watched.create(begun);
        Response one = begun.with(ResponseState.CANCELLED, Optional.empty(), begun.started());
        watched.update(one);

        assertThat(watched.update(one)).isFalse();

        assertThat(told).containsExactly("started", "cancelled");
    }
}
