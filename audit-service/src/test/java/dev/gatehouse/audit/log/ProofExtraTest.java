package dev.gatehouse.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.tlog.InvalidFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofExtraTest {
    private static final byte[] SALT = "0123456789abcdef".getBytes(UTF_8);
    private static final Prepared EVENT = Prepared.of(TestEvents.event(7), SALT, TestEvents.NOW);
    private static final String LINE = "{\"source\":\"test\",\"uid\":\"uid-7\",\"time\":\"2026-03-01T10:15:37Z\"}\n";

    private static ProofExtra extra() {
        return ProofExtra.of(
                LogEntry.decode(EVENT.sealed()), ByteSlice.of(new String(SALT, UTF_8) + LINE + "raw bytes of 7"));
    }

    private static byte[] bytes(String afterTheEntry) {
        byte[] more = afterTheEntry.getBytes(UTF_8);
        byte[] bytes = Arrays.copyOf(EVENT.sealed(), LogEntry.BYTES + more.length);
        System.arraycopy(more, 0, bytes, LogEntry.BYTES, more.length);
        return bytes;
    }

    @Test
    void isTheEntryTheSaltAndTheLine() {
        byte[] encoded = extra().encode();

        assertThat(encoded).isEqualTo(bytes("0123456789abcdef" + LINE));
        assertThat(ProofExtra.decode(encoded)).isEqualTo(extra());
    }

    @Test
    void leadsFromTheRawBytesToTheLeaf() {
        ProofExtra extra = ProofExtra.decode(bytes("0123456789abcdef" + LINE));

        assertThat(extra.commitsTo(TestEvents.event(7).raw())).isTrue();
        assertThat(extra.commitsTo(TestEvents.event(8).raw())).isFalse();
        assertThat(extra.leafHash()).isEqualTo(EVENT.leafHash());
    }

    @Test
    void commitsToNothingWithAnotherSalt() {
        ProofExtra extra = ProofExtra.decode(bytes("0123456789abcdeg" + LINE));

        assertThat(extra.commitsTo(TestEvents.event(7).raw())).isFalse();
    }

    @Test
    void isTheEntryAloneOfAnErasedPayload() {
        byte[] erased = new byte[LINE.length() + 14];
        SaltedPayload.erase(erased, 0, LINE.length() + 14 - Frame.SALT_BYTES);

        ProofExtra extra = ProofExtra.of(LogEntry.decode(EVENT.sealed()), ByteSlice.of(erased));

        assertThat(extra.encode()).isEqualTo(EVENT.sealed());
        assertThat(ProofExtra.decode(EVENT.sealed())).isEqualTo(extra);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "0123456789abcdef",
                "0123456789abcdef\n",
                "0123456789abcdef{}",
                "0123456789abcdef{}\nraw",
                "0123456789abcdef{}\n\n",
                "0123456789abcdef\n{}\n",
                "0123456789abcd\n"
            })
    void refusesAnOpeningOfAnotherForm(String opening) {
        assertThatThrownBy(() -> ProofExtra.decode(bytes(opening))).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void takesAShortLine() {
        assertThat(ProofExtra.decode(bytes("0123456789abcdef{\n")).opening()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 58})
    void refusesFewerBytesThanAnEntry(int length) {
        byte[] cut = Arrays.copyOf(EVENT.sealed(), length);

        assertThatThrownBy(() -> ProofExtra.decode(cut)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void refusesAnEntryOfAnUnknownVersion() {
        byte[] entry = EVENT.sealed().clone();
        entry[0] = 2;

        assertThatThrownBy(() -> ProofExtra.decode(entry)).isInstanceOf(MalformedLog.class);
    }
}
