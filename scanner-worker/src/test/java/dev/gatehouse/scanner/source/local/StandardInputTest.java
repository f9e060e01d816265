package dev.gatehouse.scanner.source.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardInputTest {
    private static StandardInput input(String text, int kept) {
        return new StandardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), kept);
    }

    @Test
    void whatWasReadIsReadAgainAndThenTheRest() throws IOException {
        StandardInput input = input("0123456789", 10);
        input.open().stream().readNBytes(4);

        assertThat(input.open().stream().readAllBytes()).asString().isEqualTo("0123456789");
        assertThat(input.open().stream().readAllBytes()).asString().isEqualTo("0123456789");
    }

    @Test
    void moreThanIsKeptIsReadOnce() throws IOException {
        StandardInput input = input("0123456789A", 10);

        assertThat(input.open().stream().readAllBytes()).asString().isEqualTo("0123456789A");
        assertThatThrownBy(input::open).isInstanceOf(IOException.class).hasMessageContaining("first 10 bytes");
    }
}
