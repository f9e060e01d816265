package dev.gatehouse.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.IngestReport.Accepted;
import dev.gatehouse.audit.ingest.IngestReport.Rejected;
import dev.gatehouse.audit.ingest.file.FakeDeadLetters;
import dev.gatehouse.audit.ingest.file.FakeLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RejectedEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int MAX_BYTES = 300;
    private static final Sender SENDER = new Sender("token:tester", "192.0.2.7", source -> source.equals("demo"));

    private final FakeLog log = new FakeLog();
    private final FakeDeadLetters letters = new FakeDeadLetters();
    private final EventLimits limits = new EventLimits(MAX_BYTES, 100, 8, 1_000, 1 << 20, 10);
    private final Ingest ingest =
            new Ingest(log, new EventReader(limits), limits, 2, new RejectLetters(letters, () -> NOW));

    @Test
    void keepsABadLineUnderItsSenderAndTakesTheOthers() throws IOException {
        IngestReport report = lines(event("a", "demo"), "{bad}", event("b", "demo"));

        assertThat(report.accepted())
                .extracting(Accepted::line, Accepted::uid)
                .containsExactly(tuple(1, "a"), tuple(3, "b"));
        assertThat(report.rejected())
                .extracting(Rejected::line, Rejected::reason, Rejected::kept)
                .containsExactly(tuple(2, "malformed", true));
        assertThat(letters.letters)
                .containsExactly(new DeadLetter(
                        NOW,
                        SentOrigin.of("token:tester"),
                        OptionalInt.of(1),
                        "malformed",
                        report.rejected().getFirst().detail(),
                        ByteSlice.of("{bad}")));
        assertThat(SentOrigin.sender(letters.letters.getFirst().origin())).contains("token:tester");
    }

    @Test
    void saysOfABadLineThatItIsNotKeptWhereThereIsNoRoom() throws IOException {
        letters.full = true;

        IngestReport report = lines(event("a", "demo"), "{bad}", event("b", "demo"));

        assertThat(report.rejected()).extracting(Rejected::line, Rejected::kept).containsExactly(tuple(2, false));
        assertThat(report.accepted()).hasSize(2);
        assertThat(log.events).hasSize(2);
    }

    @Test
    void saysOfALineThatWasPassedOverThatItIsNotKept() throws IOException {
        IngestReport report = lines("x".repeat(MAX_BYTES + 1), event("a", "demo"));

        assertThat(report.rejected())
                .extracting(Rejected::reason, Rejected::kept)
                .containsExactly(tuple("too-large", false));
        assertThat(letters.letters).isEmpty();
    }

    @Test
    void keepsAConflict() throws IOException {
        lines(event("a", "demo"));

        IngestReport report = lines(event("a", "demo").replace("success", "failure"));

        assertThat(report.rejected())
                .extracting(Rejected::uid, Rejected::reason, Rejected::kept)
                .containsExactly(tuple(Optional.of("a"), "conflict", true));
        assertThat(letters.letters).hasSize(1);
    }

    @Test
    void keepsManyRejectedOnesInTheOrderOfTheirLines() throws IOException {
        String[] bad = Collections.nCopies(600, "{bad}").toArray(String[]::new);

        IngestReport report = lines(bad);

        assertThat(report.rejected()).hasSize(600).allMatch(Rejected::kept);
        assertThat(report.rejected()).extracting(Rejected::line).isSorted();
        assertThat(letters.letters).hasSize(600);
    }

    @Test
    void keepsWhatCameBeforeAnEventOfAnotherSource() {
        String array = "[{\"bad\":1}," + event("a", "demo") + "," + event("b", "other") + "]";

        assertThatThrownBy(() -> ingest.array(array.getBytes(UTF_8), SENDER))
                .isInstanceOf(InvalidEvent.class)
                .hasMessageContaining("may not send");

        assertThat(log.events).hasSize(1);
        assertThat(letters.letters).hasSize(1);
    }

    private IngestReport lines(String... lines) throws IOException {
        byte[] body = String.join("\n", List.of(lines)).getBytes(UTF_8);
        return ingest.lines(new ByteArrayInputStream(body), SENDER);
    }

    static String event(String uid, String source) {
        return "{\"uid\":\"" + uid + "\",\"time\":\"2026-03-01T10:00:00Z\",\"source\":\"" + source
                + "\",\"principal\":\"p\",\"action\":\"a:b\",\"outcome\":\"success\"}";
    }
}
