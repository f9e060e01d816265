package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.file.LineContents.Lines;
import dev.gatehouse.audit.ingest.file.LineContents.Unreadable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3AccessFileTest {
    private static final String GOOD =
            "o b [06/Feb/2019:00:01:57 +0100] 192.0.2.3 - R REST.GET.OBJECT k \"GET /k HTTP/1.1\" 200 - 1 1 1 1 \"-\" \"a \"b\" c\"";
    private static final LineLimits LIMITS = new LineLimits(3, 160);

    @Test
    void makesAnEventOfALineWithoutCopyingIt() {
        byte[] bytes = (GOOD + "\n").getBytes(UTF_8);

        Lines lines = (Lines) new S3AccessFile("f", "5ea1", bytes).read(LIMITS);

        Event event = lines.events().getFirst();
        assertThat(event.key().source()).isEqualTo("s3-access/b");
        assertThat(event.key().uid()).matches("[0-9a-f]{32}");
        assertThat(event.time()).isEqualTo(Instant.parse("2019-02-05T23:01:57Z"));
        assertThat(event.raw()).isEqualTo(ByteSlice.of(GOOD));
        assertThat(event.raw().array()).isSameAs(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "garbage | is no line of an S3 access log",
                "o b [06/Feb/2019:00:01:57 +0100 192.0.2.3 - R O k \"-\" 200 - 1 1 1 1 \"-\" \"-\" | is no line of an S3 access log",
                "o b [06/Feb/2019:00:01:57 +0100] 192.0.2.3 - R O k \"- 200 - 1 1 1 1 - - - - - - - - - | is no line of an S3 access log",
                "o b [06/Feb/2019:00:01:57 +0100] 192.0.2.3 - R O k \"-\" 200 - 1 1 1 1 \"-\" | is no line of an S3 access log",
                "o b [31/Feb/2019:24:01:57 +0100] 192.0.2.3 - R O k \"-\" 200 - 1 1 1 1 \"-\" \"-\" | has no time",
                "o - [06/Feb/2019:00:01:57 +0100] 192.0.2.3 - R O k \"-\" 200 - 1 1 1 1 \"-\" \"-\" | names no bucket",
                "o b* [06/Feb/2019:00:01:57 +0100] 192.0.2.3 - R O k \"-\" 200 - 1 1 1 1 \"-\" \"-\" | names no bucket"
            })
    void rejectsABadLineAlone(String bad, String problem) {
        Lines lines = (Lines) read(GOOD + "\n" + bad + "\n" + GOOD);

        assertThat(lines.events()).hasSize(2);
        assertThat(lines.rejected()).containsExactly(new RejectedLine(2, ByteSlice.of(bad), problem));
    }

    @Test
    void takesTheMostFieldsAndNoMore() {
        LineLimits wide = new LineLimits(3, 1_000);
        String most = GOOD + " x".repeat(47);

        assertThat(((Lines) new S3AccessFile("f", "", most.getBytes(UTF_8)).read(wide)).events())
                .hasSize(1);
        assertThat(((Lines) new S3AccessFile("f", "", (most + " x").getBytes(UTF_8)).read(wide)).rejected())
                .hasSize(1);
    }

    @Test
    void takesTheLongestLineAndRejectsALongerOne() {
        String longest = GOOD + " " + "x".repeat(160 - GOOD.length() - 1);

        assertThat(((Lines) read(longest)).events()).hasSize(1);
        assertThat(((Lines) read(longest + "x")).rejected())
                .extracting(RejectedLine::problem)
                .containsExactly("has more than 160 bytes");
    }

    @Test
    void refusesAFileWithTooManyLinesAndTakesAnEmptyOne() {
        assertThat(((Lines) read((GOOD + "\n").repeat(3))).events()).hasSize(3);
        assertThat(read((GOOD + "\n").repeat(4))).isEqualTo(new Unreadable("has too many lines", 4));
        assertThat(((Lines) read("")).events()).isEmpty();
    }

    private static LineContents read(String text) {
        return new S3AccessFile("f", "", text.getBytes(UTF_8)).read(LIMITS);
    }
}
