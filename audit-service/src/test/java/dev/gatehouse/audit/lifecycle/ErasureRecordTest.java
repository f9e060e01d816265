package dev.gatehouse.audit.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureRecordTest {
    @Test
    void readsTheRecordOfARequest() {
        Optional<ErasureRecord> record = parsed("{\"details\":{\"index\":7,\"source\":\"a\",\"uid\":\"b\"}}");

        assertThat(record).contains(new ErasureRecord(ErasureRecord.Cause.REQUEST, List.of(new IndexRange(7, 7))));
    }

    @Test
    void readsTheRangesOfRetention() {
        Optional<ErasureRecord> record = parsed("{\"details\":{\"ranges\":[[0,4],[6,6],[9,20]],\"rule\":\"a\"}}");

        assertThat(record)
                .contains(new ErasureRecord(
                        ErasureRecord.Cause.RETENTION,
                        List.of(new IndexRange(0, 4), new IndexRange(6, 6), new IndexRange(9, 20))));
    }

    @Test
    void namesTheEndsOfItsRangesAndNothingBeside() {
        ErasureRecord record = new ErasureRecord(
                ErasureRecord.Cause.RETENTION,
                List.of(new IndexRange(2, 4), new IndexRange(6, 6), new IndexRange(9, 20)));

        List<Long> named =
                new IndexRange(0, 25).indexes().filter(record::names).boxed().toList();

        assertThat(named).containsExactly(2L, 3L, 4L, 6L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
        assertThat(record.count()).isEqualTo(named.size());
        assertThat(record.last()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"details\":null}",
                "{\"details\":{}}",
                "{\"details\":{\"index\":\"7\"}}",
                "{\"details\":{\"index\":7.5}}",
                "{\"details\":{\"index\":-1}}",
                "{\"details\":{\"index\":92233720368547758070}}",
                "{\"details\":{\"index\":null}}",
                "{\"details\":{\"index\":7,\"index\":8}}",
                "{\"details\":{\"index\":7,\"ranges\":[[1,2]]}}",
                "{\"details\":{\"ranges\":[]}}",
                "{\"details\":{\"ranges\":[[]]}}",
                "{\"details\":{\"ranges\":[[1]]}}",
                "{\"details\":{\"ranges\":[[1,2,3]]}}",
                "{\"details\":{\"ranges\":[[2,1]]}}",
                "{\"details\":{\"ranges\":[[1,2],[2,3]]}}",
                "{\"details\":{\"ranges\":[[5,6],[1,2]]}}",
                "{\"details\":{\"ranges\":[[[[[[[[[[1,2]]]]]]]]]]}}",
                "{\"details\":{\"index\":7}} " + "{\"details\":{\"index\":8}}",
                "{\"details\":{\"index\":7}"
            })
    void refusesWhatIsOfNoForm(String json) {
        assertThat(parsed(json)).isEmpty();
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] raw = "{\"details\":{\"index\":7,\"reason\":\"\u00e9\"}}".getBytes(UTF_8);
        raw[raw.length - 5] = (byte) 0xff;

        assertThat(ErasureRecord.ofJson(raw)).isEmpty();
    }

    @Test
    void takesARecordOfTheLargestSizeAndNoneAbove() {
        String json = "{\"details\":{\"index\":7}}";
        String largest = json + " ".repeat(ErasureRecord.MAX_BYTES - json.length());

        assertThat(parsed(largest)).isPresent();
        assertThat(parsed(largest + " ")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = EventFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "ERASURE")
    void isOfNoOtherFormat(EventFormat format) {
        assertThat(ErasureRecord.of(event(format))).isEmpty();
    }

    @Test
    void isOfItsFormat() {
        assertThat(ErasureRecord.of(event(EventFormat.ERASURE))).isPresent();
    }

    @Test
    void hasNoRangesThatOverlap() {
        List<IndexRange> overlapping = List.of(new IndexRange(1, 2), new IndexRange(2, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErasureRecord(ErasureRecord.Cause.RETENTION, overlapping));
    }

    @Test
    void coversIndexesWithTheFewestRanges() {
        assertThat(IndexRange.cover(List.of(1L, 2L, 3L, 5L, 7L, 8L)))
                .containsExactly(new IndexRange(1, 3), new IndexRange(5, 5), new IndexRange(7, 8));
    }

    private static Optional<ErasureRecord> parsed(String json) {
        return ErasureRecord.ofJson(json.getBytes(UTF_8));
    }

    private static Event event(EventFormat format) {
        return new Event(
                new EventKey("audit-service", "erasure-7"),
                Instant.EPOCH,
                format,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of("{\"details\":{\"index\":7}}"));
    }
}
