package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessRequestTest {
    private static final String HASH = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=";

    /** The example of C2SP tlog-witness. */
    private static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            """;

    @Test
    void readsAndWritesTheSpecificationsExample() {
        WitnessRequest request = WitnessRequest.parse(EXAMPLE.getBytes(UTF_8));

        assertThat(request.old()).isEqualTo(20_852_014);
        assertThat(request.proof()).hasSize(4);
        assertThat(Checkpoint.parse(request.checkpoint().text()).size()).isEqualTo(20_852_163);
        assertThat(request.format()).isEqualTo(EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63})
    void hasUpTo63Hashes(int hashes) {
        List<Hash> proof = Collections.nCopies(hashes, MerkleHash.emptyRoot());
        WitnessRequest request = new WitnessRequest(0, proof, TestLog.note(3));

        WitnessRequest read = WitnessRequest.parse(request.bytes());

        assertThat(read).isEqualTo(request);
    }

    @Test
    void refusesMoreHashes() {
        List<Hash> proof = Collections.nCopies(64, MerkleHash.emptyRoot());
        SignedNote note = TestLog.note(3);
        String text = EXAMPLE.replace(HASH, (HASH + "\n").repeat(60) + HASH);

        assertThatThrownBy(() -> new WitnessRequest(0, proof, note)).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> WitnessRequest.parse(text.getBytes(UTF_8)))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("witness request: more than 63 hashes");
    }

    static Stream<UnaryOperator<String>> deviations() {
        return Stream.of(
                text -> "",
                text -> text.replace("old 20852014\n", ""),
                text -> text.replace("old 20852014", "old 020852014"),
                text -> text.replace("old 20852014", "old -1"),
                text -> text.replace("old 20852014", "old  1"),
                text -> text.replace("old 20852014", "OLD 1"),
                text -> text.replace("old 20852014", "old 1\nold 1"),
                text -> text.replace(HASH, HASH.substring(1)),
                text -> text.replace(HASH, HASH + " "),
                text -> text.replace(HASH, ""),
                text -> text.replace("\n", "\r\n"),
                text -> text.substring(0, text.indexOf("\n\n") + 1),
                text -> text.substring(0, text.length() - 1),
                text -> text + "x");
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void refusesWhatIsNotARequest(UnaryOperator<String> deviation) {
        byte[] request = deviation.apply(EXAMPLE).getBytes(UTF_8);

        assertThatThrownBy(() -> WitnessRequest.parse(request)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void refusesALargeRequest() {
        byte[] request = new byte[WitnessRequest.MAX_BYTES + 1];

        assertThatThrownBy(() -> WitnessRequest.parse(request))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("witness request: 2097153 bytes, more than 2097152");
    }
}
