package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.verify.MemoryLog.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A payload may be gone where a later event says so, and nowhere else. */
class ErasedPayloadsTest extends ChangedLog {
    @Test
    void anErasedPayloadThatNoEventNames() {
        Found found = log.find(350);
        Arrays.fill(log.segment(found.segment()), found.salt(), found.salt() + 16, (byte) 0xFF);
        Arrays.fill(log.segment(found.segment()), found.salt() + 16, found.salt() + 16 + found.payload(), (byte) 0);

        broken(found.place(350), "the payload was erased, and no later event says so");
    }

    @Test
    void anErasedPayloadThatStillStandsThere() {
        Found found = log.find(350);
        Arrays.fill(log.segment(found.segment()), found.salt(), found.salt() + 16, (byte) 0xFF);

        broken(found.place(350), "the payload is marked as erased, and bytes of it still stand there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"details\":{\"index\":4}}",
                "{\"details\":{\"ranges\":[[4,4]]}}",
                "{\"details\":{\"ranges\":[[1,2],[3,9]]}}"
            })
    void whatAnErasureNamesMayBeErased(String raw, @TempDir Path other) throws Exception {
        erasing(other, raw, EventFormat.ERASURE);

        assertThat(log.verify())
                .isInstanceOfSatisfying(
                        Verdict.Sound.class,
                        verdict -> assertThat(verdict.erased()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"details\":{\"index\":5}}",
                "{\"details\":{\"index\":\"4\"}}",
                "{\"details\":{\"index\":4.0}}",
                "{\"details\":{\"ranges\":[[5,9]]}}",
                "{\"details\":{\"ranges\":[[0,3]]}}",
                "{\"details\":{\"ranges\":[[4]]}}",
                "{\"details\":{\"ranges\":[[0,30]]}}",
                "{\"details\":{\"index\":4,\"ranges\":[[4,4]]}}",
                "{\"index\":4}",
                "not JSON",
                ""
            })
    void whatNoErasureNamesMayNotBeErased(String raw, @TempDir Path other) throws Exception {
        erasing(other, raw, EventFormat.ERASURE);

        broken(log.find(4).place(4), "the payload was erased, and no later event says so");
    }

    @Test
    void anotherEventIsNoErasure(@TempDir Path other) throws Exception {
        erasing(other, "{\"details\":{\"index\":4}}", EventFormat.GATEHOUSE);

        broken(log.find(4).place(4), "the payload was erased, and no later event says so");
    }

    /** A log of ten events and one more, in which the event 4 is erased. */
    private void erasing(Path other, String raw, EventFormat format) throws IOException {
        MemoryLog.write(other, 10, 5);
        try (SealedLog writing = MemoryLog.open(other)) {
            writing.append(List.of(MemoryLog.event(10, format, raw)))
                    .toCompletableFuture()
                    .join();
            writing.erase(List.of(4L));
        }
        log = MemoryLog.read(other);
    }
}
