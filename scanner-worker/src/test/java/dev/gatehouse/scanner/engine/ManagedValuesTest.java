package dev.gatehouse.scanner.engine;

import static dev.gatehouse.scanner.engine.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.managed.ManagedKey;
import dev.gatehouse.client.managed.ManagedValue;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.rule.SampleTemplate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManagedValuesTest {
    private static final String VALUE = new SampleTemplate(1).expand("${alnum:9}/${lower:3}+=${alnum:7}");

    private static Scanner scanner(int others) {
        byte[] key = new byte[ManagedKey.BYTES];
        key[3] = 9;
        ManagedKey managedKey = ManagedKey.of(key);
        List<ManagedValue> values = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            values.add(ManagedValue.of(
                    managedKey,
                    "other-" + i,
                    "1",
                    List.of(),
                    bytes(new SampleTemplate(i + 100).expand("${alnum:24}"))));
        }
        values.add(ManagedValue.of(managedKey, "orders/db-password", "v7", List.of(), bytes(VALUE)));
        return Samples.scanner(Samples.SMALL_CHUNKS).with(ManagedValues.of(managedKey, values));
    }

    static Stream<String> forms() {
        byte[] value = bytes(VALUE);
        return Stream.of(
                VALUE,
                Base64.getEncoder().encodeToString(value),
                Base64.getEncoder().encodeToString(bytes("a" + VALUE + "zz")),
                Base64.getEncoder().encodeToString(bytes("ab" + VALUE + "zzz")),
                Base64.getUrlEncoder().encodeToString(bytes("\0\1\2" + VALUE)),
                "x" + Base64.getEncoder().encodeToString(value),
                HexFormat.of().formatHex(value),
                HexFormat.of().withUpperCase().formatHex(value),
                URLEncoder.encode(VALUE, StandardCharsets.UTF_8),
                VALUE.replace("/", "\\/"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isFoundInEachForm(String form) {
        String filler = "nothing of note\n".repeat(2000);

        var result = Samples.scan(scanner(10_000), "a.txt", bytes(filler + "x=" + form + "\n" + filler));

        assertThat(result.findings())
                .extracting(
                        Finding::rule,
                        finding -> finding.owner().orElseThrow(),
                        f -> f.fingerprint().text())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Finding.MANAGED_VALUE, "orders/db-password@v7", Samples.fingerprint(VALUE)));
    }

    @Test
    void winsOverARule() {
        var result = Samples.scan(scanner(0), "a.txt", bytes("password = " + VALUE + "\n"));

        assertThat(result.findings()).extracting(Finding::rule).containsExactly(Finding.MANAGED_VALUE);
    }

    @Test
    void anotherValueWithTheSameBeginningIsNone() {
        var result = Samples.scan(scanner(0), "a.txt", bytes("x=" + VALUE.substring(0, VALUE.length() - 1) + "?\n"));

        assertThat(result.findings()).isEmpty();
    }
}
