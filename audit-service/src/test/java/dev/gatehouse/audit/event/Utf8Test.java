package dev.gatehouse.audit.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @Test
    void takesCharactersOfEveryLength() {
        assertThat(Utf8.firstMalformed(ByteSlice.of("a\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff")))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00c0\u00af",
                "\u00c1\u00bf",
                "\u00c3",
                "\u00e0\u009f\u00bf",
                "\u00e2\u0082",
                "\u00ed\u00a0\u0080",
                "\u00f0\u008f\u00bf\u00bf",
                "\u00f0\u0090\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff"
            })
    void tellsWhereTheFirstByteStandsThatIsNotUtf8(String bytesAsLatin) {
        byte[] bytes = ("0123456789" + bytesAsLatin).getBytes(ISO_8859_1);

        assertThat(Utf8.firstMalformed(ByteSlice.of(bytes))).isEqualTo(10);
    }

    @Test
    void seesNothingOutsideTheSlice() {
        byte[] bytes = {(byte) 0xff, 'a', (byte) 0xff};

        assertThat(Utf8.firstMalformed(new ByteSlice(bytes, 1, 1))).isEqualTo(-1);
    }

    @Test
    void agreesWithTheDecoderOfTheJdk() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = almostUtf8(random);
            assertThat(Utf8.firstMalformed(ByteSlice.of(bytes)) < 0).isEqualTo(decodes(bytes));
        }
    }

    private static byte[] almostUtf8(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.appendCodePoint(random.nextInt(1 << random.nextInt(1, 21)));
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
