package dev.gatehouse.scanner.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeEntriesTest {
    private static byte[] entry(String head) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(bytes, bytes.length + 20);
    }

    @Test
    void kindsAndNames() throws Exception {
        TreeEntries entries = new TreeEntries(entry("40000 folder\0"));

        assertThat(entries.next()).isTrue();
        assertThat(entries.kind()).isEqualTo(TreeEntries.Kind.FOLDER);
        assertThat(entries.name()).isEqualTo("folder");
        assertThat(entries.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "100644", "100644 ", "100644 \0", "100644name\0", "12345678 a\0"})
    void whatIsNoEntry(String head) {
        assertThatThrownBy(() -> new TreeEntries(entry(head)).next()).isInstanceOf(TreeEntries.MalformedTree.class);
    }

    @Test
    void anEntryThatIsCutOff() {
        byte[] whole = entry("100644 name\0");

        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> new TreeEntries(cut).next()).isInstanceOf(TreeEntries.MalformedTree.class);
        }
    }

    @Test
    void anyBytesEndInEntriesOrAnError() {
        Random random = new Random(5);
        int malformed = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            TreeEntries entries = new TreeEntries(bytes);
            try {
                while (entries.next()) {
                    assertThat(entries.name()).isNotEmpty();
                }
            } catch (TreeEntries.MalformedTree e) {
                malformed++;
            }
        }
        assertThat(malformed).isPositive();
    }
}
