package dev.gatehouse.scanner.engine;

import static dev.gatehouse.scanner.engine.Samples.bytes;
import static dev.gatehouse.scanner.engine.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanFailuresTest {
    private static final InputStream BROKEN = new InputStream() {
        @Override
        public int read() throws IOException {
            throw new IOException("the disk is gone");
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            throw new IOException("the disk is gone");
        }
    };

    @Test
    void whatWasFoundBeforeAFailureIsGivenOutAndTheNextObjectIsScanned() throws IOException {
        Scan scan = Samples.scanner(Samples.SMALL_CHUNKS).newScan();
        List<Finding> findings = new ArrayList<>();
        byte[] begin = bytes(token(1) + "\n" + "filler line\n".repeat(20_000));
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(begin), BROKEN);
        ObjectName name = ObjectName.of("test", "a");

        assertThatThrownBy(() -> scan.scan(name, failing, findings::add, ExplainSink.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
        int after = scan.scan(name, bytes(token(2)), finding -> {}, ExplainSink.NONE)
                .findings();

        assertThat(findings).hasSize(1);
        assertThat(after).isEqualTo(1);
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> new ScanLimits(1023, 256, 64, 0, 1, 3, 4)).hasMessageContaining("chunkBytes");
        assertThat(new ScanLimits(1024, 256, 1, 0, 1, 0, 1).decodeDepth()).isZero();
        assertThatThrownBy(() -> new ScanLimits(1024, 255, 1, 0, 1, 0, 1)).hasMessageContaining("overlapBytes");
        assertThatThrownBy(() -> new ScanLimits(1024, 256, 1, 0, 0, 0, 1)).hasMessageContaining("findings");
        assertThatThrownBy(() -> new ScanLimits(1024, 256, 1, 0, 1, 9, 1)).hasMessageContaining("decodeDepth");
    }
}
