package dev.gatehouse.scanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.engine.ScanOutcome;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Archives, and what is wrong with them. */
class ObjectScanTest {
    private final RecordedEvents events = new RecordedEvents();
    private final Map<String, String> read = new TreeMap<>();

    private ScanOutcome remember(ObjectName name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(1 << 20);
        long more = content.transferTo(OutputStream.nullOutputStream());
        read.put(name.path(), new String(bytes, StandardCharsets.ISO_8859_1));
        return new ScanOutcome(bytes.length + more, 0, new Coverage.Scanned(bytes.length + more));
    }

    private void scan(String name, byte[] content, ReadLimits limits) {
        scan(object(name, () -> Content.of(new ByteArrayInputStream(content))), limits);
    }

    private void scan(SourceObject object, ReadLimits limits) {
        new ObjectScan((name, content, findings, explain) -> remember(name, content), limits, events).scan(object);
    }

    private static SourceObject object(String name, Piece.Opener opener) {
        return new SourceObject() {
            @Override
            public ObjectName name() {
                return ObjectName.of("test", name);
            }

            @Override
            public long size() {
                return 0;
            }

            @Override
            public Content open() throws IOException {
                return opener.open();
            }
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** A header and what follows it, filled to a whole block. */
    private static byte[] tarEntry(String name, char type, long size, byte[] content) {
        byte[] header = new byte[512];
        byte[] text = ascii(name);
        System.arraycopy(text, 0, header, 0, Math.min(100, text.length));
        System.arraycopy(ascii(String.format("%011o", size)), 0, header, 124, 11);
        header[156] = (byte) type;
        System.arraycopy(ascii("ustar\00000"), 0, header, 257, 8);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        System.arraycopy(ascii(String.format("%06o\0 ", sum)), 0, header, 148, 8);
        byte[] padded = Arrays.copyOf(content, (content.length + 511) / 512 * 512);
        return join(header, padded);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] file(String name, String content) {
        return tarEntry(name, '0', content.length(), ascii(content));
    }

    private static final byte[] TAR_END = new byte[1024];

    private static ReadLimits bytes(long most) {
        return new ReadLimits(Long.MAX_VALUE, 3, most, 1000);
    }

    @Test
    void entriesOfEachKindOfArchive() throws IOException {
        byte[] tar = join(file("d/a", "one"), tarEntry("d", '5', 0, new byte[0]), file("b", "two"), TAR_END);

        scan("x.zip", zip("d/", new byte[0], "d/a", ascii("one"), "b", ascii("two")), ReadLimits.DEFAULT);
        scan("x.tar", tar, ReadLimits.DEFAULT);
        scan("x.tgz", gzip(tar), ReadLimits.DEFAULT);
        scan("d/log.gz", gzip(ascii("three")), ReadLimits.DEFAULT);

        assertThat(read)
                .containsOnly(
                        Map.entry("x.zip!d/a", "one"),
                        Map.entry("x.zip!b", "two"),
                        Map.entry("x.tar!d/a", "one"),
                        Map.entry("x.tar!b", "two"),
                        Map.entry("x.tgz!d/a", "one"),
                        Map.entry("x.tgz!b", "two"),
                        Map.entry("d/log.gz!log", "three"));
        assertThat(events.byPath().values()).allMatch(Coverage::isComplete);
        assertThat(events.done).isEqualTo(4);
    }

    @Test
    void aSecondMemberOfAGzipFile() throws IOException {
        scan("x.gz", join(gzip(ascii("one")), gzip(ascii("two"))), ReadLimits.DEFAULT);

        assertThat(read).containsEntry("x.gz!x", "onetwo");
    }

    @Test
    void tarsOneAfterTheOther() {
        scan("x.tar", join(file("a", "one"), TAR_END, file("b", "two"), TAR_END), ReadLimits.DEFAULT);

        assertThat(read).containsEntry("x.tar!b", "two");
    }

    @Test
    void longNamesOfBothKinds() {
        String name = "n".repeat(300);
        byte[] gnu = tarEntry("././@LongLink", 'L', name.length() + 1, ascii(name + "\0"));
        String pair = " path=" + "p".repeat(200) + "\n";
        byte[] pax = tarEntry("pax", 'x', pair.length() + 3, ascii((pair.length() + 3) + pair));

        scan("x.tar", join(gnu, file("short", "one"), pax, file("short", "two"), TAR_END), ReadLimits.DEFAULT);

        assertThat(read).containsEntry("x.tar!" + name, "one").containsEntry("x.tar!" + "p".repeat(200), "two");
    }

    @Test
    void aBombEndsAtTheAllowance() throws IOException {
        byte[] bomb = zip("zeros", new byte[4 << 20], "later", ascii("x"));

        scan("bomb.zip", bomb, bytes(1 << 20));
        scan("small.zip", bomb, bytes(5 << 20));

        assertThat(read.keySet()).containsExactly("bomb.zip!zeros", "small.zip!later", "small.zip!zeros");
        assertThat(events.byPath().get("bomb.zip"))
                .isInstanceOfSatisfying(
                        Coverage.Partial.class,
                        partial ->
                                assertThat(partial.reasons().getFirst().kind()).isEqualTo(Gap.Kind.ARCHIVE_CAPPED));
        assertThat(events.byPath())
                .hasEntrySatisfying(
                        "small.zip", is -> assertThat(is.isComplete()).isTrue());
    }

    @Test
    void aNameOfTwoGigabytesIsNotHeld() throws IOException {
        long size = 2L << 30;
        byte[] header = tarEntry("././@LongLink", 'L', size, new byte[0]);
        // The name itself is shorter than it says; what is held of it is bounded either way.
        byte[] tar = join(header, new byte[8 << 20]);

        scan("x.tar.gz", gzip(tar), bytes(4 << 20));
        scan("y.tar.gz", gzip(tar), ReadLimits.DEFAULT);

        assertThat(events.byPath().get("x.tar.gz")).isInstanceOf(Coverage.Partial.class);
        assertThat(events.byPath().get("y.tar.gz")).isInstanceOf(Coverage.Undecodable.class);
    }

    @Test
    void aHeaderThatLiesAboutItsSizeIsNotBelieved() throws IOException {
        byte[] zip = zip("a", ascii("content"));
        byte[] lying = zip.clone();
        // The sizes that follow the entry's data: the uncompressed one says 1.
        int descriptor = indexOf(lying, new byte[] {'P', 'K', 7, 8});
        lying[descriptor + 12] = 1;

        scan("lying.zip", lying, ReadLimits.DEFAULT);

        assertThat(read).containsEntry("lying.zip!a", "content").containsKey("lying.zip");
        assertThat(events.byPath().get("lying.zip")).isInstanceOf(Coverage.Undecodable.class);
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
        for (int i = 0; i <= bytes.length - sought.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        throw new AssertionError("it is not there");
    }

    @Test
    void aBrokenArchiveIsReadAsItsBytes() throws IOException {
        byte[] zip = zip("a", ascii("first"));
        byte[] broken =
                join(Arrays.copyOf(zip, indexOf(zip, new byte[] {'P', 'K', 1, 2})), ascii("plain text after it"));

        scan("broken.zip", broken, ReadLimits.DEFAULT);

        assertThat(read.get("broken.zip!a")).isEqualTo("first");
        assertThat(read.get("broken.zip")).endsWith("plain text after it");
        assertThat(events.byPath().get("broken.zip"))
                .isInstanceOfSatisfying(
                        Coverage.Undecodable.class,
                        end -> assertThat(end.reason()).contains("raw bytes were scanned"));
    }

    @Test
    void aBrokenArchiveWithinAnArchiveIsReadAsItsBytes() throws IOException {
        byte[] inner = ascii("PK\u0003\u0004 no zip at all");

        scan(
                "o.tar.gz",
                gzip(join(file("a", "one"), tarEntry("i.zip", '0', inner.length, inner), file("z", "last"), TAR_END)),
                ReadLimits.DEFAULT);

        assertThat(read.get("o.tar.gz!i.zip")).contains("no zip at all");
        assertThat(read.get("o.tar.gz!z")).isEqualTo("last");
        assertThat(events.byPath().get("o.tar.gz!i.zip")).isInstanceOf(Coverage.Undecodable.class);
        assertThat(events.byPath())
                .hasEntrySatisfying(
                        "o.tar.gz", is -> assertThat(is.isComplete()).isTrue());
    }

    @Test
    void archivesWithinArchivesToADepth() throws IOException {
        byte[] third = zip("c", ascii("deep"));
        byte[] first = zip("b.zip", zip("c.zip", third));

        scan("a.zip", first, new ReadLimits(Long.MAX_VALUE, 3, 1 << 20, 100));
        scan("s.zip", first, new ReadLimits(Long.MAX_VALUE, 2, 1 << 20, 100));

        assertThat(read).containsEntry("a.zip!b.zip!c.zip!c", "deep").doesNotContainKey("s.zip!b.zip!c.zip!c");
        assertThat(events.byPath().get("s.zip!b.zip!c.zip")).isInstanceOf(Coverage.Partial.class);
    }

    @Test
    void moreEntriesThanAllowed() throws IOException {
        byte[] two = zip("a", ascii("1"), "b", ascii("2"));

        scan("over.zip", two, new ReadLimits(Long.MAX_VALUE, 3, 1 << 20, 1));
        scan("just.zip", two, new ReadLimits(Long.MAX_VALUE, 3, 1 << 20, 2));

        assertThat(events.byPath().get("over.zip")).isInstanceOf(Coverage.Partial.class);
        assertThat(events.byPath())
                .hasEntrySatisfying(
                        "just.zip", is -> assertThat(is.isComplete()).isTrue());
    }

    @Test
    void formatsThatAreNotOpenedAreSaid() {
        scan(
                "a.7z",
                join(new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c}, ascii("packed")),
                ReadLimits.DEFAULT);
        scan("b.jar", join(new byte[] {0, 1, 2, 3}, ascii("a jar it is not")), ReadLimits.DEFAULT);
        scan("c.zip", ascii("version https://git-lfs.example/spec/v1"), ReadLimits.DEFAULT);

        assertThat(events.byPath().get("a.7z")).isInstanceOf(Coverage.Undecodable.class);
        assertThat(events.byPath().get("b.jar")).isInstanceOf(Coverage.Undecodable.class);
        assertThat(events.byPath().get("c.zip")).isInstanceOf(Coverage.Scanned.class);
        assertThat(read.get("a.7z")).contains("packed");
        assertThat(read.get("b.jar")).contains("a jar it is not");
    }

    @Test
    void whatCanNotBeReadIsInTheLedger() {
        scan(
                object("denied", () -> {
                    throw new AccessDeniedException("denied");
                }),
                ReadLimits.DEFAULT);
        scan(
                object("gone", () -> {
                    throw new NoSuchFileException("gone");
                }),
                ReadLimits.DEFAULT);
        scan(
                object("failing", () -> {
                    throw new IllegalStateException("its message may quote what was read");
                }),
                ReadLimits.DEFAULT);

        assertThat(events.byPath().get("denied")).isEqualTo(new Coverage.Denied("permission denied"));
        assertThat(events.byPath().get("gone")).isInstanceOf(Coverage.Partial.class);
        assertThat(String.valueOf(events.byPath().get("failing")))
                .contains("IllegalStateException")
                .doesNotContain("quote");
        assertThat(events.done).isEqualTo(3);
    }

    @Test
    void noBytesAreLostAtAnyLengthAroundTheFirstLook() {
        for (int length = 0; length < 1100; length += 73) {
            scan("f" + length, ascii("x".repeat(length)), ReadLimits.DEFAULT);
        }

        read.forEach((name, text) -> assertThat(text).hasSize(Integer.parseInt(name.substring(1))));
    }

    @Test
    void whatComesBeforeAFailureIsScanned() throws IOException {
        byte[] gz = gzip(ascii("content that is all there, but not what follows it".repeat(40)));

        scan("x.gz", Arrays.copyOf(gz, gz.length - 9), ReadLimits.DEFAULT);

        assertThat(read.get("x.gz!x")).startsWith("content that is all there");
        assertThat(events.byPath().get("x.gz!x")).isInstanceOf(Coverage.Partial.class);
        assertThat(events.byPath().get("x.gz")).isInstanceOf(Coverage.Undecodable.class);
    }

    @Test
    void aChecksumOfAGzipFileThatIsWrong() throws IOException {
        byte[] gz = gzip(ascii("content"));
        CRC32 crc = new CRC32();
        crc.update(ascii("content"));
        gz[gz.length - 8] = (byte) ~crc.getValue();

        scan("x.gz", gz, ReadLimits.DEFAULT);

        assertThat(events.byPath().get("x.gz")).isInstanceOf(Coverage.Undecodable.class);
    }
}
