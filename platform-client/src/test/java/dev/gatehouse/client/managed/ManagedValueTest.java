package dev.gatehouse.client.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedValueTest {
    private static final String HMAC = "0".repeat(64);
    private static final byte[] KEY = HexFormat.of().parseHex("0123456789abcdef".repeat(4));

    private static byte[] hmac(byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    private static long littleEndian(byte[] bytes) {
        long number = 0;
        for (int i = 7; i >= 0; i--) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }

    /** The form as it is described, by other code than makes it. */
    @Test
    void hasTheFormThatIsWritten() throws Exception {
        byte[] value = "a value of some length".getBytes(UTF_8);
        long multiplier = littleEndian(hmac("gatehouse managed window".getBytes(UTF_8))) | 1;

        ManagedValue made = ManagedValue.of(ManagedKey.of(KEY), "a/b#c", "v1", List.of("AWSCURRENT"), value);

        assertThat(made.window()).isEqualTo((int) ((littleEndian(value) * multiplier) >>> 32));
        byte[] length = {0, 0, 0, 0, 0, 0, 0, (byte) value.length};
        assertThat(made.mac())
                .isEqualTo(HexFormat.of().formatHex(hmac("gatehouse managed value".getBytes(UTF_8), length, value)));
        assertThat(made.length()).isEqualTo(value.length);
        assertThat(made.label()).isEqualTo("a/b#c@v1");
    }

    @Test
    void isAnotherUnderAnotherKey() {
        byte[] value = "a value of some length".getBytes(UTF_8);
        SecureRandom random = new SecureRandom();

        ManagedValue first = ManagedValue.of(ManagedKey.random(random), "a", "1", List.of(), value);
        ManagedValue second = ManagedValue.of(ManagedKey.random(random), "a", "1", List.of(), value);

        assertThat(first.mac()).isNotEqualTo(second.mac());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 8192})
    void takesValuesWithinTheBounds(int length) {
        assertThat(ManagedValue.of(ManagedKey.of(KEY), "a", "1", List.of(), new byte[length])
                        .length())
                .isEqualTo(length);
        assertThat(ManagedValue.takes(length)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8193})
    void refusesValuesBeyondThem(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagedValue.of(ManagedKey.of(KEY), "a", "1", List.of(), new byte[length]))
                .withMessageContaining("from 8 to 8192");
        assertThat(ManagedValue.takes(length)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 33})
    void aKeyHas32Bytes(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> ManagedKey.of(new byte[length]));
        assertThat(ManagedKey.of(KEY).reveal()).isEqualTo(KEY);
        assertThat(ManagedKey.of(KEY)).hasToString("ManagedKey[redacted]");
    }

    static Stream<Runnable> malformed() {
        return Stream.of(
                () -> made("", "1", List.of(), HMAC),
                () -> made("a\u001b[2J", "1", List.of(), HMAC),
                () -> made("a".repeat(1025), "1", List.of(), HMAC),
                () -> made("a", "", List.of(), HMAC),
                () -> made("a", "1".repeat(257), List.of(), HMAC),
                () -> made("a", "1", List.of("a b"), HMAC),
                () -> made("a", "1", Collections.nCopies(33, "s"), HMAC),
                () -> made("a", "1", List.of(), HMAC.substring(1)),
                () -> made("a", "1", List.of(), "A" + HMAC.substring(1)));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatHasNotItsForm(Runnable making) {
        assertThatIllegalArgumentException().isThrownBy(making::run);
    }

    @Test
    void takesTheLargestOfEach() {
        assertThat(made("a".repeat(1024), "1".repeat(256), Collections.nCopies(32, "s"), HMAC)
                        .stages())
                .hasSize(32);
    }

    private static ManagedValue made(String owner, String version, List<String> stages, String mac) {
        return new ManagedValue(owner, version, stages, 8, 0, mac);
    }
}
