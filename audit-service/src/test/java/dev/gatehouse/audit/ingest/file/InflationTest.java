package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.file.InflationResult.Inflated;
import dev.gatehouse.audit.ingest.file.InflationResult.Reason;
import dev.gatehouse.audit.ingest.file.InflationResult.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflationTest {
    private static final byte[] CONTENT = "{\"Records\":[]}".getBytes(UTF_8);
    private static final String CONTENT_SHA256 = ByteSlice.of(CONTENT).sha256();

    private final Inflation inflation = new Inflation(InflationLimits.DEFAULT);

    @Test
    void inflatesOneMemberAndHashesWhatIsParsed() {
        InflationResult result = inflation.inflate("a.json.gz", Gzips.member(CONTENT));

        assertThat(result)
                .isEqualTo(new Inflated(new InflatedFile("a.json.gz", ByteSlice.of(CONTENT), CONTENT_SHA256)));
    }

    @Test
    void hashesAsSha256Does() {
        assertThat(ByteSlice.of("abc").sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void takesAPlainFileAsItsOwnContent() {
        assertThat(content(inflation.inflate("a.json.gz", CONTENT))).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 3_000_000})
    void inflatesEverySizeOfWhatDoesNotShrink(int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);

        InflationResult result = inflation.inflate("a", Gzips.member(content));

        assertThat(content(result)).isEqualTo(content);
    }

    @Test
    void refusesAnAppendedMemberThatTheJdkWouldRead() throws IOException {
        byte[] appended = Gzips.concat(Gzips.member(CONTENT), Gzips.member("more".getBytes(UTF_8)));
        try (GZIPInputStream jdk = new GZIPInputStream(new ByteArrayInputStream(appended))) {
            assertThat(jdk.readAllBytes()).hasSize(CONTENT.length + 4);
        }

        InflationResult result = inflation.inflate("a", appended);

        assertThat(reason(result)).isEqualTo(Reason.SECOND_MEMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\0", "\n{\"Records\":[]}", "\u001f"})
    void refusesBytesBehindTheMember(String tail) {
        InflationResult result = inflation.inflate("a", Gzips.concat(Gzips.member(CONTENT), tail.getBytes(UTF_8)));

        assertThat(reason(result)).isEqualTo(Reason.TRAILING_DATA);
    }

    @Test
    void refusesEachTruncation() {
        byte[] member = memberWithEverything(CONTENT, 0);

        for (int length = 2; length < member.length; length++) {
            InflationResult result = inflation.inflate("a", Arrays.copyOf(member, length));
            assertThat(reason(result)).as("cut to %d bytes", length).isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void refusesEachFlippedBitOrReadsTheSameContent() {
        byte[] member = memberWithEverything(CONTENT, 0);

        for (int bit = 16; bit < member.length * 8; bit++) {
            byte[] flipped = member.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            InflationResult result = inflation.inflate("a", flipped);
            // The last byte of the deflated data has bits that mean nothing.
            assertThat(result instanceof Refused || Arrays.equals(content(result), CONTENT))
                    .as("bit %d", bit)
                    .isTrue();
        }
    }

    @Test
    void passesOverExtraFieldsNameAndComment() {
        assertThat(content(inflation.inflate("a", memberWithEverything(CONTENT, 0))))
                .isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x40, 0x80})
    void refusesReservedFlags(int flag) {
        assertThat(reason(inflation.inflate("a", memberWithEverything(CONTENT, flag))))
                .isEqualTo(Reason.DAMAGED);
    }

    @Test
    void refusesAnotherCompressionMethod() {
        byte[] member = Gzips.member(CONTENT);
        member[2] = 7;

        assertThat(reason(inflation.inflate("a", member))).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void refusesAWrongChecksumAndAWrongLength() {
        byte[] checksum = Gzips.member(CONTENT);
        checksum[checksum.length - 8]++;
        byte[] length = Gzips.member(CONTENT);
        length[length.length - 1]++;

        assertThat(inflation.inflate("a", checksum))
                .isEqualTo(new Refused(
                        Reason.DAMAGED, "the content fails its checksum, at byte " + (checksum.length - 8)));
        assertThat(inflation.inflate("a", length))
                .isEqualTo(new Refused(
                        Reason.DAMAGED,
                        "the content has another length than the trailer says, at byte " + (length.length - 4)));
    }

    @Test
    void boundsTheInflatedSizeFromBothSides() {
        Inflation bounded = new Inflation(new InflationLimits(1 << 20, 5_000, 1_000));

        assertThat(content(bounded.inflate("a", Gzips.member(new byte[5_000])))).hasSize(5_000);
        assertThat(reason(bounded.inflate("a", Gzips.member(new byte[5_001])))).isEqualTo(Reason.TOO_LARGE);
        assertThat(content(bounded.inflate("a", new byte[5_000]))).hasSize(5_000);
        assertThat(reason(bounded.inflate("a", new byte[5_001]))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void boundsTheStoredSizeFromBothSides() {
        byte[] member = Gzips.member(CONTENT);

        assertThat(content(new Inflation(new InflationLimits(member.length, 1_000, 10)).inflate("a", member)))
                .isEqualTo(CONTENT);
        assertThat(reason(new Inflation(new InflationLimits(member.length - 1, 1_000, 10)).inflate("a", member)))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void boundsTheRatioFromBothSides() {
        byte[] member = Gzips.member(new byte[InflationLimits.RATIO_FROM * 3]);
        int ratio = Math.ceilDiv(InflationLimits.RATIO_FROM * 3, member.length);

        assertThat(content(new Inflation(new InflationLimits(1 << 20, 1 << 25, ratio)).inflate("a", member)))
                .hasSize(InflationLimits.RATIO_FROM * 3);
        assertThat(reason(new Inflation(new InflationLimits(1 << 20, 1 << 25, ratio - 1)).inflate("a", member)))
                .isEqualTo(Reason.BOMB);
    }

    @Test
    void letsASmallFileRepeatItself() {
        byte[] member = Gzips.member(new byte[InflationLimits.RATIO_FROM]);

        assertThat(content(new Inflation(new InflationLimits(1 << 20, 1 << 25, 1)).inflate("a", member)))
                .hasSize(InflationLimits.RATIO_FROM);
    }

    @Test
    void refusesABombWithTheUsualLimits() {
        byte[] bomb = Gzips.member(new byte[20 << 20]);

        assertThat(reason(inflation.inflate("a", bomb))).isEqualTo(Reason.BOMB);
    }

    @Test
    void refusesSenselessLimits() {
        assertThatThrownBy(() -> new InflationLimits(0, 1, 1)).hasMessageContaining("maxStored");
        assertThatThrownBy(() -> new InflationLimits(1, 0, 1)).hasMessageContaining("maxInflated");
        assertThatThrownBy(() -> new InflationLimits(1, (1 << 30) + 1, 1)).hasMessageContaining("maxInflated");
        assertThatThrownBy(() -> new InflationLimits(1, 1, 0)).hasMessageContaining("maxRatio");
    }

    private static byte[] content(InflationResult result) {
        return ((Inflated) result).file().bytes().copy();
    }

    private static Reason reason(InflationResult result) {
        return ((Refused) result).reason();
    }

    /** A member with all optional fields, the header's checksum among them, so that no bit of it is free. */
    private static byte[] memberWithEverything(byte[] content, int flags) {
        byte[] header = Gzips.concat(
                new byte[] {0x1f, (byte) 0x8b, 8, (byte) (0x1e | flags), 1, 2, 3, 4, 0, 3},
                new byte[] {3, 0, 'x', 'y', 'z'},
                "name\0comment\0".getBytes(UTF_8));
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] deflated = new byte[200];
        int size;
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(content);
            deflater.finish();
            size = deflater.deflate(deflated);
        }
        byte[] plain = Gzips.member(content);
        return Gzips.concat(
                header,
                check,
                Arrays.copyOf(deflated, size),
                Arrays.copyOfRange(plain, plain.length - 8, plain.length));
    }
}
