package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TokenStore} does. A test of one extends this and says how the store is opened. */
public abstract class TokenStoreContract {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String ID = "AAAAAAAAAAA1";

    /** Opens the store on what it has kept; the same at each call within a test. */
    protected abstract TokenStore open();

    /** Puts a text where the store keeps the record of an id. */
    protected abstract void plant(String id, String text);

    @Test
    void findsWhatWasAddedAlsoAfterItWasOpenedAgain() {
        TokenRecord token = token(ID);

        boolean added = open().add(token);

        assertThat(added).isTrue();
        assertThat(open().find(ID)).contains(token);
    }

    @Test
    void listsEveryRecord() {
        TokenStore store = open();
        List<TokenRecord> tokens =
                IntStream.range(0, 7).mapToObj(i -> token("AAAAAAAAAAA" + i)).toList();
        tokens.forEach(store::add);

        assertThat(store.all()).containsExactlyInAnyOrderElementsOf(tokens);
    }

    @Test
    void listsNothingWhereNothingWasAdded() {
        assertThat(open().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAA1", "", "../../global", "AAAAAAAAAAAA/x", "AAAAAAAAAAA", "ÄAAAAAAAAAAA", "."})
    void knowsNothingOfAnIdThatNobodyAdded(String id) {
        TokenStore store = open();
        store.add(token("AAAAAAAAAAA2"));

        assertThat(store.find(id)).isEmpty();
        assertThat(store.revoke(id, AT)).isEmpty();
    }

    @Test
    void tellsIdsApartThatDifferInCaseOnly() {
        TokenStore store = open();
        store.add(token("aaaaaaaaaaaa"));

        assertThat(store.add(token("aaaaaaaaaaaA"))).isTrue();
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void addsNoIdTwice() {
        TokenStore store = open();
        TokenRecord first = token(ID);
        store.add(first);

        boolean added = store.add(new TokenRecord(first.summary(), "another-hash"));

        assertThat(added).isFalse();
        assertThat(store.find(ID)).contains(first);
    }

    @Test
    void revokesForGood() {
        open().add(token(ID));

        Optional<TokenRecord> revoked = open().revoke(ID, AT);

        assertThat(revoked).contains(token(ID).revoked(AT));
        assertThat(open().find(ID)).isEqualTo(revoked);
        assertThat(open().add(token(ID))).isFalse();
    }

    @Test
    void keepsTheFirstMomentOfARevocation() {
        TokenStore store = open();
        store.add(token(ID));
        store.revoke(ID, AT);

        Optional<TokenRecord> again = store.revoke(ID, AT.plusSeconds(1));

        assertThat(again.orElseThrow().summary().revokedAt()).contains(AT);
    }

    @Test
    void letsOneOfManyAddAnId() throws Exception {
        TokenStore store = open();

        List<Boolean> added = atOnce(i -> store.add(new TokenRecord(token(ID).summary(), "hash-" + i)));

        assertThat(added).containsOnlyOnce(true);
    }

    @Test
    void tellsAllWhoRevokeTheSameMoment() throws Exception {
        TokenStore store = open();
        store.add(token(ID));

        List<Optional<TokenRecord>> revoked = atOnce(i -> store.revoke(ID, AT.plusSeconds(i)));

        assertThat(Set.copyOf(revoked)).hasSize(1).containsExactly(store.find(ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "CANARY-7c1f",
                "{\"id\":\"CANARY-7c1f\"}",
                "{}",
                "[]",
                "{\"id\":\"AAAAAAAAAAA1\",\"name\":\"CANARY-7c1f\",\"secretHash\":\"x\",\"policies\":[],"
                        + "\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-01-01T00:00:00Z\"}",
                "{\"id\":\"AAAAAAAAAAA1\",\"name\":\"a\",\"secretHash\":\"x\",\"policies\":[],"
                        + "\"createdAt\":\"CANARY-7c1f\",\"expiresAt\":\"2026-01-01T00:00:00Z\"}",
                "{\"id\":\"BBBBBBBBBBBB\",\"name\":\"a\",\"secretHash\":\"x\",\"policies\":[],"
                        + "\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-01-01T00:00:00Z\"}"
            })
    void saysThatARecordIsDamagedAndDoesNotRepeatIt(String text) {
        TokenStore store = open();
        plant(ID, text);

        assertThatThrownBy(() -> store.find(ID))
                .isInstanceOf(StoreException.Corrupt.class)
                .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain("CANARY"));
        assertThatThrownBy(store::all).isInstanceOf(StoreException.Corrupt.class);
    }

    /** A record that everything is in. */
    protected static TokenRecord token(String id) {
        return new TokenRecord(
                new TokenSummary(
                        id, "researcher", Set.of("a", "b"), AT, AT.plus(Duration.ofDays(90)), Optional.empty()),
                "hash-of-" + id);
    }

    private interface Numbered<T> {
        T call(int number);
    }

    private static <T> List<T> atOnce(Numbered<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<T>> calls = IntStream.range(0, 8)
                    .<Callable<T>>mapToObj(i -> () -> work.call(i))
                    .toList();
            List<Future<T>> done = threads.invokeAll(calls);
            return done.stream().map(Future::resultNow).toList();
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
