package dev.gatehouse.scanner.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.RuleFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class UnpackingScannerTest {
    private static final String RULES = """
            [[rules]]
            id = "token"
            description = "A token with a prefix"
            regex = '''\\btok_[0-9]{16}\\b'''
            keywords = ["tok_"]
            """;
    private static final ObjectName NAME = ObjectName.of("s3://b", "a.zip");

    private final List<Finding> found = new ArrayList<>();

    private static UnpackingScanner scanner(ReadLimits limits) {
        Scanner scanner = Scanner.of(
                new RuleFile("rules.toml", RULES, Origin.SHIPPED)
                        .load(RuleFile.Source.NONE)
                        .rules(),
                FingerprintKey.of(new byte[32]),
                ScanLimits.DEFAULT);
        return new UnpackingScanner(scanner, limits);
    }

    private Coverage scan(ReadLimits limits, byte[] content) throws IOException {
        return scanner(limits)
                .scan(NAME, new ByteArrayInputStream(content), () -> new ByteArrayInputStream(content), found::add);
    }

    private static byte[] zip(String text, String... names) throws IOException {
        return zip(text.getBytes(UTF_8), names);
    }

    private static byte[] zip(byte[] content, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static String token() {
        return "x = tok_" + "83019472" + "65083176" + "\n";
    }

    @Test
    void findsWhatIsPackedAndIsOneLineOfTheLedger() throws IOException {
        Coverage coverage = scan(ReadLimits.DEFAULT, zip(zip(token(), "in/er.txt"), "deep.zip", "again.zip"));

        assertThat(found)
                .extracting(finding -> finding.locations().getFirst().object().path())
                .containsExactly("a.zip!deep.zip!in/er.txt", "a.zip!again.zip!in/er.txt");
        assertThat(coverage).isEqualTo(new Coverage.Scanned(2L * token().length()));
    }

    @Test
    void saysWhatOfAnEntryWasMissed() throws IOException {
        byte[] broken = Arrays.copyOf(zip(token(), "lost.txt"), 60);

        Coverage coverage = scan(ReadLimits.DEFAULT, zip(broken, "broken.zip"));

        assertThat(coverage)
                .isInstanceOfSatisfying(
                        Coverage.Partial.class,
                        partial -> assertThat(partial.reasons())
                                .allSatisfy(gap -> assertThat(gap.kind()).isEqualTo(Gap.Kind.ENTRY_UNDECODABLE))
                                .extracting(gap -> gap.detail().split(":", 2)[0])
                                .containsExactly("broken.zip!lost.txt", "broken.zip"));
    }

    @Test
    void tellsSomeOfManyTroublesAndCountsTheRest() throws IOException {
        String[] names = new String[ObjectEvents.TOLD + 5];
        Arrays.setAll(names, i -> i + ".zip");

        Coverage coverage = scan(ReadLimits.DEFAULT, zip(Arrays.copyOf(zip("x", "y"), 40), names));

        assertThat(coverage).isInstanceOfSatisfying(Coverage.Partial.class, partial -> {
            assertThat(partial.reasons()).hasSize(ObjectEvents.TOLD + 1);
            assertThat(partial.reasons().getLast().detail()).isEqualTo("and 30 more in other entries");
        });
    }

    @Test
    void scansABrokenArchiveAsItsBytes() throws IOException {
        byte[] broken = (new String(Arrays.copyOf(zip("a", "b"), 30), java.nio.charset.StandardCharsets.ISO_8859_1)
                        + " " + token())
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        Coverage coverage = scan(ReadLimits.DEFAULT, broken);

        assertThat(found).hasSize(1);
        assertThat(coverage).isInstanceOf(Coverage.Undecodable.class);
    }

    @Test
    void opensNoArchiveBeyondTheDepth() throws IOException {
        ReadLimits flat = new ReadLimits(1 << 20, 1, 1 << 20, 10);

        Coverage coverage = scan(flat, zip(zip(token(), "inner.txt"), "deep.zip"));

        assertThat(coverage)
                .isInstanceOfSatisfying(
                        Coverage.Partial.class,
                        partial -> assertThat(partial.reasons())
                                .singleElement()
                                .satisfies(gap -> assertThat(gap.kind()).isEqualTo(Gap.Kind.ARCHIVE_CAPPED)));
    }

    /** It is tried again, which a line of the ledger is not. */
    @Test
    void aFailureOfTheContentIsThrown() {
        InputStream failing =
                new SequenceInputStream(new ByteArrayInputStream(token().getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("reset");
                    }

                    @Override
                    public int read(byte[] target, int from, int length) throws IOException {
                        return read();
                    }
                });

        assertThatThrownBy(() -> scanner(ReadLimits.DEFAULT).scan(NAME, failing, () -> failing, found::add))
                .isInstanceOf(IOException.class)
                .hasMessage("reset");
        assertThat(found).hasSize(1);
    }

    /** What was found and could not be kept must not pass for an object's own trouble. */
    @Test
    void aFailureToKeepAFindingIsThrown() throws IOException {
        byte[] content = zip(token(), "a.txt");

        assertThatThrownBy(() -> scanner(ReadLimits.DEFAULT)
                        .scan(
                                NAME,
                                new ByteArrayInputStream(content),
                                () -> new ByteArrayInputStream(content),
                                finding -> {
                                    throw new IllegalStateException("the store is away");
                                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is away");
    }
}
