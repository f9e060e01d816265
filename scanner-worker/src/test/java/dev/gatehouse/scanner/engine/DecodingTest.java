package dev.gatehouse.scanner.engine;

import static dev.gatehouse.scanner.engine.Samples.bytes;
import static dev.gatehouse.scanner.engine.Samples.scan;
import static dev.gatehouse.scanner.engine.Samples.scanner;
import static dev.gatehouse.scanner.engine.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.engine.Samples.Result;
import dev.gatehouse.scanner.finding.Location;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DecodingTest {
    private static final String TEXT = "the key is " + token(1) + " and no other";

    private static Location only(Result result) {
        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().getFirst().fingerprint().text()).isEqualTo(Samples.fingerprint(token(1)));
        return result.findings().getFirst().locations().getFirst();
    }

    @Test
    void base64() {
        Location at = only(scan("\ndata: " + Base64.getEncoder().encodeToString(bytes(TEXT))));

        assertThat(at.encodings()).containsExactly("base64");
        assertThat(at.line()).isEqualTo(2);
        assertThat(at.offset()).isBetween(7L + 14, 7L + 16);
    }

    @Test
    void base64InLines() {
        String long64 = Base64.getMimeEncoder().encodeToString(bytes("words in front ".repeat(9) + TEXT));

        assertThat(only(scan("x:\n" + long64 + "\n")).encodings()).containsExactly("base64");
    }

    @Test
    void aLongRunOfBase64AcrossChunks() {
        byte[] content = Base64.getEncoder().encode(bytes("word ".repeat(40_000) + TEXT + " word".repeat(9_000)));

        assertThat(only(scan(scanner(Samples.SMALL_CHUNKS), "a.txt", content)).encodings())
                .containsExactly("base64");
    }

    @Test
    void base64OfUtf16AsPowerShellHasIt() {
        String encoded = Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_16LE));

        assertThat(only(scan("powershell -enc " + encoded)).encodings()).containsExactly("base64", "utf-16le");
    }

    @Test
    void hex() {
        assertThat(only(scan("x = " + HexFormat.of().formatHex(bytes(TEXT)))).encodings())
                .containsExactly("hex");
    }

    @Test
    void percent() {
        Location at = only(scan("https://a.example/?q=a%20tok%5F" + token(1).substring(4) + "%20b"));

        assertThat(at.encodings()).containsExactly("percent");
        assertThat(at.offset()).isEqualTo(25);
    }

    @Test
    void escapes() {
        Location at = only(scan("{\"a\": \"x \\u0074ok_" + token(1).substring(4) + "\"}"));

        assertThat(at.encodings()).containsExactly("escaped");
        assertThat(at.offset()).isEqualTo(9);
    }

    @Test
    void aSecretThatStandsPlainBesideEscapesIsFoundOnce() {
        assertThat(scan("a%20b " + token(1) + " \\u0041").findings()).hasSize(1);
    }
}
