package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.file.LineContents.Lines;
import dev.gatehouse.audit.ingest.file.LineContents.Unreadable;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VpcFlowFileTest {
    private static final String HEADER = "version account-id srcaddr start end log-status";
    private static final String GOOD = "2 111122223333 192.0.2.1 1418530010 1418530070 OK";
    private static final LineLimits LIMITS = new LineLimits(4, 70);

    @Test
    void makesAnEventThatTellsItsOwnColumns() throws Exception {
        LineContents contents = read("f", HEADER + "\n" + GOOD + "\n");

        String uid = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(("f\n2\n" + GOOD).getBytes(UTF_8)))
                .substring(0, 32);
        assertThat(((Lines) contents).events())
                .containsExactly(new Event(
                        new EventKey("vpc-flow/111122223333", uid),
                        Instant.ofEpochSecond(1_418_530_010),
                        EventFormat.VPC_FLOW,
                        DigestVerdict.NOT_APPLICABLE,
                        Optional.of(new Origin("f", "5ea1", 1)),
                        ByteSlice.of(HEADER + "\n" + GOOD)));
    }

    @Test
    void aLineHasTheSameNameWhenItIsReadAgainAndAnotherElsewhere() {
        String file = HEADER + "\n" + GOOD + "\n" + GOOD;

        List<Event> once = ((Lines) read("f", file)).events();
        List<Event> again = ((Lines) read("f", file)).events();
        List<Event> elsewhere = ((Lines) read("g", file)).events();

        assertThat(again).isEqualTo(once);
        assertThat(once.get(0).key()).isNotEqualTo(once.get(1).key());
        assertThat(elsewhere.get(0).key()).isNotEqualTo(once.get(0).key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 111122223333 192.0.2.1 1418530010 1418530070 | has not as many fields as the header",
                "2 111122223333 192.0.2.1 1418530010 1418530070 OK x | has not as many fields as the header",
                "2 111122223333 192.0.2.1 - - OK | has no time",
                "2 111122223333 192.0.2.1 253402300800 - OK | has no time",
                "2 111122223333 192.0.2.1 soon - OK | has no time",
                "2 unknown 192.0.2.1 1418530010 1418530070 OK | names no account, nor does its file",
                "2 111122223333 192.0.2.1 1418530010 1418530070 xxxxxxxxxxxxxxxxxxxxxxxx | has more than 70 bytes",
                "2 111122223333 192.0.2.1 1418530010 1418530070 \u00ff | is not UTF-8",
                "2 111122223333 192.0.2.1 1418530010 14185\u000730070 OK | has a control character",
                "2 111122223333 192.0.2.1 1418530010<CR>1418530070 OK | has a control character"
            })
    void rejectsABadLineAloneAndTellsItsNumber(String written, String problem) {
        String bad = written.replace("<CR>", "\r");
        byte[] bytes = (HEADER + "\n\n" + GOOD + "\r\n" + bad + "\n" + GOOD).getBytes(ISO_8859_1);

        Lines lines = (Lines) new VpcFlowFile("f", "", bytes).read(LIMITS);

        assertThat(lines.events()).hasSize(2);
        assertThat(lines.rejected())
                .containsExactly(new RejectedLine(4, ByteSlice.of(bad.getBytes(ISO_8859_1)), problem));
    }

    @Test
    void takesTheLongestLine() {
        String longest = GOOD + "x".repeat(70 - GOOD.length());

        assertThat(((Lines) read("f", HEADER + "\n" + longest)).events()).hasSize(1);
    }

    @Test
    void takesTheMostLinesAndRefusesAFileWithOneMore() {
        String most = HEADER + ("\n" + GOOD).repeat(3);

        assertThat(((Lines) read("f", most)).events()).hasSize(3);
        assertThat(read("f", most + "\n" + GOOD)).isEqualTo(new Unreadable("has too many lines", 5));
    }

    @Test
    void takesTheAccountOfTheFilesNameWhereTheLineHasNone() {
        String location =
                "s3://b/AWSLogs/1/vpcflowlogs/eu-west-1/444455556666_vpcflowlogs_eu-west-1_fl-1_20260301T1015Z_a.log.gz";

        Lines lines = (Lines) read(location, "start dstaddr\n1418530010 192.0.2.1");

        assertThat(lines.events()).extracting(e -> e.key().source()).containsExactly("vpc-flow/444455556666");
    }

    @Test
    void takesTheEndWhereThereIsNoStart() {
        Lines lines = (Lines) read("f", "account-id start end\n111122223333 - 1418530070");

        assertThat(lines.events()).extracting(Event::time).containsExactly(Instant.ofEpochSecond(1_418_530_070));
    }

    @Test
    void keepsLinesWithoutData() {
        Lines lines = (Lines) read("f", HEADER + "\n2 111122223333 - 1 2 NODATA\n2 111122223333 - 1 2 SKIPDATA");

        assertThat(lines.events()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|has no header",
                "2 111122223333 - 1 2 OK|has no header of distinct columns, start or end among them",
                "start start|has no header of distinct columns, start or end among them",
                "srcaddr|has no header of distinct columns, start or end among them"
            })
    void refusesAFileWithoutAHeader(String header, String problem) {
        assertThat(read("f", header)).isEqualTo(new Unreadable(problem, 1));
    }

    @Test
    void aLimitIsPositive() {
        assertThat(new LineLimits(1, 1).maxLines()).isEqualTo(1);
        assertThatThrownBy(() -> new LineLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LineLimits(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LineContents read(String location, String text) {
        return new VpcFlowFile(location, "5ea1", text.getBytes(UTF_8)).read(LIMITS);
    }
}
