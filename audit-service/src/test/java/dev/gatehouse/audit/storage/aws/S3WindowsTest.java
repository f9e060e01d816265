package dev.gatehouse.audit.storage.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageFailed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** How payload objects are read: in windows, which are kept for a while. */
class S3WindowsTest {
    private final FlakyS3 s3 = new FlakyS3();
    private final S3Client client = Clients.s3(Moto.PATIENT, s3.endpoint());
    private final S3Log log = S3Log.take(client, Clients.place(client), Clients.TERMS, new Clients.Turned().clocks())
            .orElseThrow();
    private final PayloadStore payloads = log.payloads();

    @AfterEach
    void close() {
        client.close();
        s3.close();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(long segment, long offset, int length) {
        ByteBuffer read = payloads.read(segment, offset, length);
        byte[] bytes = new byte[read.remaining()];
        read.get(bytes);
        return bytes;
    }

    @Test
    void manySmallReadsAreOneRequest() {
        payloads.append(0, 0, ByteBuffer.wrap(random(10_000)));

        for (int i = 0; i < 100; i++) {
            assertThat(read(0, i * 100L, 100)).isEqualTo(Arrays.copyOfRange(random(10_000), i * 100, i * 100 + 100));
        }

        assertThat(s3.reads()).isEqualTo(1);
    }

    @Test
    void whatLiesOnAWindowsEdgeIsReadWhole() {
        byte[] frame = random(2 * S3Windows.WINDOW + 100);
        payloads.append(0, 0, ByteBuffer.wrap(frame));

        for (int offset :
                new int[] {0, S3Windows.WINDOW - 1, S3Windows.WINDOW, S3Windows.WINDOW + 1, 2 * S3Windows.WINDOW + 99
                }) {
            for (int length : new int[] {1, 2, 100, S3Windows.WINDOW, S3Windows.WINDOW + 1, frame.length}) {
                int end = Math.min(frame.length, offset + length);
                assertThat(read(0, offset, length)).isEqualTo(Arrays.copyOfRange(frame, offset, end));
            }
        }
    }

    @Test
    void whatWasWrittenOverIsNotReadFromMemory() {
        payloads.append(0, 0, ByteBuffer.wrap("a secret".getBytes(US_ASCII)));
        read(0, 0, 8);

        payloads.overwrite(0, 2, ByteBuffer.wrap("......".getBytes(US_ASCII)));

        assertThat(new String(read(0, 0, 8), US_ASCII)).isEqualTo("a ......");
    }

    @Test
    void aReadThatFailedIsNotRemembered() {
        assertThatThrownBy(() -> read(0, 0, 8)).isInstanceOf(StorageFailed.class);

        payloads.append(0, 0, ByteBuffer.wrap("here now".getBytes(US_ASCII)));

        assertThat(new String(read(0, 0, 8), US_ASCII)).isEqualTo("here now");
    }

    @Test
    void objectsThatAreReadInARowAreReadOnceEach() {
        int objects = 100;
        for (int i = 0; i < objects; i++) {
            payloads.append(i, 0, ByteBuffer.wrap(("frame " + i).getBytes(US_ASCII)));
        }
        payloads.list();

        for (int i = 0; i < objects; i++) {
            for (int again = 0; again < 3; again++) {
                assertThat(new String(read(i, 0, 100), US_ASCII)).isEqualTo("frame " + i);
            }
        }

        assertThat(s3.reads()).isEqualTo(objects);
    }
}
