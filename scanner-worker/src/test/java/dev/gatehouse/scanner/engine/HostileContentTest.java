package dev.gatehouse.scanner.engine;

import static dev.gatehouse.scanner.engine.Samples.bytes;
import static dev.gatehouse.scanner.engine.Samples.scan;
import static dev.gatehouse.scanner.engine.Samples.scanner;
import static dev.gatehouse.scanner.engine.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.engine.Samples.Result;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.rule.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that broke other scanners. */
class HostileContentTest {
    private static List<Gap.Kind> gaps(Result result) {
        return result.outcome().coverage() instanceof Coverage.Partial partial
                ? partial.reasons().stream().map(Gap::kind).toList()
                : List.of();
    }

    @Test
    void aLineOfTwentyMegabytes() {
        byte[] content = new byte[20 << 20];
        Arrays.fill(content, (byte) 'a');
        byte[] secret = bytes(" " + token(1) + " ");
        System.arraycopy(secret, 0, content, content.length - 100, secret.length);

        Result result = scan(scanner(ScanLimits.DEFAULT), "a.txt", content);

        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().getFirst().locations().getFirst().column()).isEqualTo(content.length - 98);
    }

    @Test
    void hitsWithoutAMatchOneAfterTheOther() {
        Result result = scan("tok_".repeat(500_000) + "\n" + "password=".repeat(100_000));

        assertThat(result.findings()).isEmpty();
        assertThat(result.outcome().bytes()).isEqualTo(2_900_001);
    }

    @Test
    void aRuleThatBacktracksWithoutEndIsStoppedAndSaid() {
        String rules = """
                [[rules]]
                id = "explosive"
                regex = '''boom_(?:[a-z]+)+(?:[a-z]+)+X'''
                keywords = ["boom_"]
                """ + Samples.RULES;
        Scanner scanner = Scanner.of(Samples.rules(rules, Origin.SHIPPED), Samples.KEY, ScanLimits.DEFAULT);

        Result result = scan(scanner, "a.txt", bytes("boom_" + "a".repeat(5000) + " " + token(1)));

        assertThat(gaps(result)).containsAnyOf(Gap.Kind.RULE_BUDGET, Gap.Kind.RULE_FAILED);
        assertThat(result.findings()).hasSize(1);
    }

    @Test
    void aRuleThatOverflowsTheStackIsStoppedAndSaid() {
        String rules = """
                [[rules]]
                id = "deep"
                regex = '''deep_(?:ab|cd)*X'''
                keywords = ["deep_"]
                """ + Samples.RULES;
        ScanLimits roomy = new ScanLimits(4 << 20, 1 << 20, 1000, 1_000_000_000, 100, 3, 4);
        Scanner scanner = Scanner.of(Samples.rules(rules, Origin.SHIPPED), Samples.KEY, roomy);

        Result result = scan(scanner, "a.txt", bytes("deep_" + "abcd".repeat(200_000) + " " + token(1)));

        assertThat(gaps(result)).containsExactly(Gap.Kind.RULE_FAILED);
        assertThat(result.findings()).hasSize(1);
    }

    @Test
    void findingsAreGivenOutToTheLimitAndNoFurther() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append(token(i)).append('\n');
        }
        byte[] content = bytes(text.toString());

        Result capped = scan(scanner(ScanLimits.DEFAULT.withFindings(500)), "a.txt", content);
        Result exact = scan(scanner(ScanLimits.DEFAULT.withFindings(100_000)), "a.txt", content);

        assertThat(capped.findings()).hasSize(500);
        assertThat(gaps(capped)).containsExactly(Gap.Kind.FINDINGS_CAPPED);
        assertThat(exact.findings()).hasSize(100_000);
        assertThat(exact.outcome().coverage()).isInstanceOf(Coverage.Scanned.class);
    }

    @Test
    void encodingsWithinEncodingsAreUndoneToTheDepth() {
        byte[] content = bytes("x " + token(1) + " ");
        for (int depth = 0; depth < 3; depth++) {
            content = bytes("y " + Base64.getEncoder().encodeToString(content) + " ");
        }
        byte[] deeper = bytes(Base64.getEncoder().encodeToString(content));

        assertThat(scan(scanner(ScanLimits.DEFAULT), "a.txt", content).findings())
                .hasSize(1);
        assertThat(scan(scanner(ScanLimits.DEFAULT), "a.txt", deeper).findings())
                .isEmpty();
    }

    @Test
    void whatIsDecodedIsBounded() {
        ScanLimits tight = new ScanLimits(1 << 20, 16 << 10, 64, 1_000_000, 1000, 8, 1);
        byte[] content = bytes("some plain text to begin with ".repeat(4000));
        for (int depth = 0; depth < 8; depth++) {
            content = Base64.getEncoder().encode(content);
        }

        Result result = scan(scanner(tight), "a.txt", content);

        assertThat(gaps(result)).containsExactly(Gap.Kind.DECODING_CAPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
    void utf16WithAndWithoutAByteOrderMark(String charset) {
        String text = "key = \"" + token(1) + "\"\nnext " + token(2) + "\n";

        Result result = scan(scanner(ScanLimits.DEFAULT), "a.txt", text.getBytes(Charset.forName(charset)));

        int mark = charset.equals("UTF-16") ? 2 : 0;
        assertThat(result.findings()).hasSize(2);
        var second = result.findings().get(1).locations().getFirst();
        assertThat(second.line()).isEqualTo(2);
        assertThat(second.column()).isEqualTo(6);
        assertThat(second.offset()).isEqualTo(mark + 2L * text.lastIndexOf("tok_"));
        assertThat(result.findings().getFirst().fingerprint().text()).isEqualTo(Samples.fingerprint(token(1)));
    }

    @Test
    void utf16AcrossChunks() {
        String text = "line\n".repeat(20_000) + token(1) + "\n" + "line\n".repeat(20_000) + token(2);

        Result result =
                scan(scanner(Samples.SMALL_CHUNKS), "a.txt", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE));

        assertThat(result.findings())
                .extracting(finding -> finding.locations().getFirst().line())
                .containsExactly(20_001L, 40_002L);
        assertThat(result.outcome().bytes()).isBetween(2L * text.length(), 2L * text.length() + 2);
    }

    @Test
    void latinOneAndBytesThatAreNoUtf8() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes("caf\u00e9 \u00fc ".getBytes(StandardCharsets.ISO_8859_1));
        content.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0x80, ' '});
        content.writeBytes(bytes(token(1)));
        content.write(0xe9);

        assertThat(scan(scanner(ScanLimits.DEFAULT), "a.txt", content.toByteArray())
                        .findings())
                .hasSize(1);
    }

    @Test
    void aNulInFrontAndBinaryAround() {
        byte[] content = new byte[5000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        content[0] = 0;
        byte[] plain = bytes("\0" + token(1) + "\0");
        byte[] wide = (" " + token(2) + " ").getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(plain, 0, content, 1000, plain.length);
        System.arraycopy(wide, 0, content, 3001, wide.length);

        assertThat(scan(scanner(ScanLimits.DEFAULT), "a.exe", content).findings())
                .hasSize(2);
    }

    @Test
    void anEmptyObject() {
        assertThat(scan("").outcome()).isEqualTo(new ScanOutcome(0, 0, new Coverage.Scanned(0)));
    }
}
