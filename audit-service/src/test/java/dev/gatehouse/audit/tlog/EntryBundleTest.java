package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryBundleTest {
    @Test
    void writesLengthsAndBytes() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[] {7}, new byte[0], new byte[] {8, 9}));

        assertThat(bundle).containsExactly(0, 1, 7, 0, 0, 0, 2, 8, 9);
        assertThat(EntryBundle.decode(bundle))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new byte[] {7}, new byte[0], new byte[] {8, 9}));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 32_767, 32_768, 65_535})
    void takesEntriesOfEachLengthThatCanBeWritten(int length) {
        byte[] bundle = EntryBundle.encode(List.of(new byte[length]));

        assertThat(EntryBundle.decode(bundle).getFirst()).hasSize(length);
    }

    @Test
    void refusesALongerEntry() {
        List<byte[]> entries = List.of(new byte[65_536]);

        assertThatThrownBy(() -> EntryBundle.encode(entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an entry has at most 65535 bytes, not 65536");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256})
    void takesUpTo256Entries(int entries) {
        byte[] bundle = EntryBundle.encode(Collections.nCopies(entries, new byte[] {1}));

        assertThat(EntryBundle.decode(bundle)).hasSize(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 257})
    void refusesToWriteAnotherNumberOfEntries(int entries) {
        List<byte[]> list = Collections.nCopies(entries, new byte[] {1});

        assertThatThrownBy(() -> EntryBundle.encode(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, entry bundle: it is empty",
        "1, entry bundle: it ends inside the length of entry 0",
        "2, entry bundle: it ends inside entry 0",
        "4, entry bundle: it ends inside entry 0",
        "6, entry bundle: it ends inside the length of entry 1"
    })
    void refusesABundleThatIsCutOff(int bytes, String problem) {
        byte[] bundle = new byte[bytes];
        if (bytes > 1) {
            bundle[1] = 3;
        }

        assertThatThrownBy(() -> EntryBundle.decode(bundle))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage(problem);
    }

    @Test
    void refusesBytesAfterThe256thEntry() {
        byte[] bundle = new byte[257 * 2];

        assertThatThrownBy(() -> EntryBundle.decode(bundle))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("entry bundle: bytes follow the 256th entry, at 512");
    }
}
