package dev.gatehouse.scanner.response;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.PlanReader;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.service.failure.InvalidName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of responses does. */
public abstract class ResponseStoreContract {
    /** A store that is empty. */
    protected abstract ResponseStore store();

    private static Plan plan() {
        return PlanReader.read(World.shipped().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .find("managed-secret")
                .orElseThrow();
    }

    private static Response response(int number, int finding, Instant at) {
        return Response.begin(
                String.format("00000000-0000-7000-8000-%012d", number),
                Sample.fingerprint(finding),
                plan(),
                false,
                "token:ada",
                at,
                at.plusSeconds(number));
    }

    private static Response response(int number) {
        return response(number, number, NOON.plusSeconds(number));
    }

    @Test
    void givesBackWhatWasWrittenToTheLastField() {
        ResponseStore store = store();
        Response begun = response(1);
        assertThat(store.create(begun)).isEmpty();
        Response next = begun.replacing(
                        "contain",
                        step -> step.begun(NOON)
                                .approved("token:grace", Optional.of("w\u00fcrde \"ich\" auch"), NOON)
                                .to(
                                        StepState.WAITING,
                                        NOON,
                                        "on the \u00fc way",
                                        List.of("look", "again"),
                                        "{\"a\":1}"))
                .handing(HandOver.pending(NOON)
                        .begun(NOON.plusMillis(2))
                        .to(StepState.SKIPPED, NOON.plusMillis(5), "is too large", List.of("look")))
                .asUndoing(true)
                .with(ResponseState.WAITING, NOON.plusMillis(7), NOON.plusMillis(3));

        assertThat(store.update(next)).isTrue();

        assertThat(store.find(next.id())).contains(next);
    }

    @Test
    void letsOneWriterWin() {
        ResponseStore store = store();
        store.create(response(1));
        Response first = response(1).with(ResponseState.WAITING, NOON, NOON);
        Response second = response(1).with(ResponseState.CANCELLED, Optional.empty(), NOON);

        assertThat(store.update(first)).isTrue();

        assertThat(store.update(second)).isFalse();
        assertThat(store.find(first.id())).contains(first);
    }

    @Test
    void hasOneForAFindingAndAPlanUntilItHasEnded() {
        ResponseStore store = store();
        Response first = response(1, 7, NOON);
        Response second = response(2, 7, NOON.plusSeconds(1));
        store.create(first);

        assertThat(store.create(second)).contains(first);

        assertThat(store.find(second.id())).isEmpty();
        store.update(first.with(ResponseState.DONE, Optional.empty(), NOON));
        assertThat(store.create(second)).isEmpty();
        assertThat(store.create(second)).contains(second);
    }

    @Test
    void givesAnEndedOneOfTheSameIdAndTakesNoOther() {
        ResponseStore store = store();
        Response ended = response(1).with(ResponseState.DONE, Optional.empty(), NOON);
        store.create(response(1));
        store.update(ended);

        assertThat(store.create(response(1))).contains(ended);
    }

    @Test
    void takesOneThatWasHandedOverForEndedAndFindsItByItsState() {
        ResponseStore store = store();
        store.create(response(1, 7, NOON));
        Response over = response(1, 7, NOON).with(ResponseState.HANDED_OVER, Optional.empty(), NOON);

        assertThat(store.update(over)).isTrue();

        assertThat(store.find(over.id())).contains(over);
        assertThat(store.due(NOON.plusSeconds(9), 10)).isEmpty();
        ResponseFilter handedOver = new ResponseFilter(Set.of(ResponseState.HANDED_OVER), Optional.empty());
        assertThat(store.list(handedOver, Optional.empty(), 10).responses()).containsExactly(over);
        assertThat(store.create(response(2, 7, NOON.plusSeconds(1)))).isEmpty();
    }

    @Test
    void countsThoseThatGoOnByTheirStatesTheMostOverdueFirst() {
        ResponseStore store = store();
        for (int number = 1; number <= 4; number++) {
            store.create(response(number, number, NOON));
        }
        store.update(response(3, 3, NOON).with(ResponseState.AWAITING_APPROVAL, NOON.plusSeconds(30), NOON));
        store.update(response(4, 4, NOON).with(ResponseState.DONE, Optional.empty(), NOON));

        Backlog all = store.backlog(NOON.plusSeconds(1), 10);

        assertThat(all)
                .isEqualTo(new Backlog(Map.of(ResponseState.RUNNING, 2L, ResponseState.AWAITING_APPROVAL, 1L), 1));
        assertThat(store.backlog(NOON, 2)).isEqualTo(new Backlog(Map.of(ResponseState.RUNNING, 2L), 0));
    }

    @Test
    void givesThoseThatAreDueTheMostOverdueFirst() {
        ResponseStore store = store();
        List.of(response(3, 3, NOON), response(1, 1, NOON), response(2, 2, NOON))
                .forEach(store::create);
        store.update(response(1, 1, NOON).with(ResponseState.AWAITING_APPROVAL, Optional.empty(), NOON));

        List<Response> due = store.due(NOON.plusSeconds(3), 10);

        assertThat(due)
                .extracting(Response::id)
                .containsExactly(response(2).id(), response(3).id());
        assertThat(store.due(NOON.plusSeconds(3), 1)).hasSize(1);
        assertThat(store.due(NOON.plusMillis(1_999), 10)).isEmpty();
    }

    @Test
    void listsEachOnceTheLatestFirstByPage() {
        ResponseStore store = store();
        for (int number = 1; number <= 7; number++) {
            store.create(response(number));
        }

        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ResponsePage page = store.list(ResponseFilter.ALL, cursor, 3);
            page.responses().forEach(response -> ids.add(response.id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(ids).hasSize(7).doesNotHaveDuplicates();
        assertThat(ids.getFirst()).isEqualTo(response(7).id());
        assertThat(ids.getLast()).isEqualTo(response(1).id());
    }

    @Test
    void listsThoseOfAFindingAndOfStates() {
        ResponseStore store = store();
        store.create(response(1));
        store.create(response(2));
        store.update(response(2).with(ResponseState.CANCELLED, Optional.empty(), NOON));

        ResponseFilter ended = new ResponseFilter(Set.of(ResponseState.CANCELLED), Optional.empty());

        assertThat(store.list(ended, Optional.empty(), 10).responses())
                .extracting(Response::id)
                .containsExactly(response(2).id());
        assertThat(store.list(ResponseFilter.of(Sample.fingerprint(1)), Optional.empty(), 10)
                        .responses())
                .extracting(Response::id)
                .containsExactly(response(1).id());
        assertThatThrownBy(() -> store.list(ended, Optional.of("x"), 1)).isInstanceOf(InvalidName.class);
    }
}
