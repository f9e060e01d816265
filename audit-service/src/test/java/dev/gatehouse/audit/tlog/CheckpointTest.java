package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @Test
    void keepsLinesThatItDoesNotKnow() {
        String body = "example.com/log\n20852163\n" + ROOT + "\none\n two \n";

        Checkpoint checkpoint = Checkpoint.parse(body);

        assertThat(checkpoint.origin()).isEqualTo("example.com/log");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root().base64()).isEqualTo(ROOT);
        assertThat(checkpoint.extensions()).containsExactly("one", " two ");
        assertThat(checkpoint.format()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "10", "9223372036854775807"})
    void takesASize(String size) {
        Checkpoint checkpoint = Checkpoint.parse("o\n" + size + "\n" + ROOT + "\n");

        assertThat(checkpoint.size()).isEqualTo(Long.parseLong(size));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "01",
                "00",
                "1 ",
                " 1",
                "1.0",
                "1e3",
                "0x1",
                "9223372036854775808",
                "18446744073709551616",
                "\u0661"
            })
    void refusesASizeInAnotherForm(String size) {
        String body = "o\n" + size + "\n" + ROOT + "\n";

        assertThatThrownBy(() -> Checkpoint.parse(body))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("checkpoint: line 2 is not a size without leading zeroes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I",
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=",
                "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=",
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= ",
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==",
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2IA"
            })
    void refusesARootInAnotherForm(String root) {
        String body = "o\n1\n" + root + "\n";

        assertThatThrownBy(() -> Checkpoint.parse(body))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("checkpoint: line 3 is not the base64 of 32 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "o\n1\n",
                "o\n1\n" + ROOT,
                "\n1\n" + ROOT + "\n",
                "o\n1\n" + ROOT + "\n\n",
                "o\n1\n" + ROOT + "\n\nmore\n",
                "o\r\n1\n" + ROOT + "\n",
                "o\u0000\n1\n" + ROOT + "\n",
                "\ud800\n1\n" + ROOT + "\n"
            })
    void refusesWhatIsNotACheckpoint(String body) {
        assertThatThrownBy(() -> Checkpoint.parse(body)).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\n", "a\tb"})
    void refusesALineThatCannotBeWritten(String line) {
        Hash root = MerkleHash.emptyRoot();

        assertThatThrownBy(() -> new Checkpoint(line, 0, root)).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> new Checkpoint("o", 0, root, List.of(line))).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void refusesANegativeSize() {
        Hash root = MerkleHash.emptyRoot();

        assertThatThrownBy(() -> new Checkpoint("o", -1, root)).isInstanceOf(InvalidFormat.class);
    }
}
