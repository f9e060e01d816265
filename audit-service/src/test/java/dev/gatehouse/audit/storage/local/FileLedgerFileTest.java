package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.ingest.file.FileHour;
import dev.gatehouse.audit.ingest.file.FileRead;
import dev.gatehouse.audit.ingest.file.LedgerUnavailable;
import dev.gatehouse.audit.ingest.file.NamedFile;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.RefusedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerFileTest {
    private static final Instant HOUR = Instant.parse("2026-03-01T10:00:00Z");
    private static final FileRead FIRST = read("s3://trail/a/first", "11", Optional.of(HOUR.plusSeconds(5)));
    private static final FileRead SECOND = read("folder/second", "22", Optional.empty());
    private static final NamedFile NAMED = new NamedFile(
            ObjectLocation.of("trail", "a/first"),
            "11",
            ObjectLocation.of("trail", "digest"),
            DigestVerdict.VALID,
            Optional.of(new FileHour("111122223333", "eu-west-1", HOUR)));

    @TempDir
    private Path folder;

    @Test
    void remembersAcrossARestart() {
        try (FileLedgerFile ledger = open()) {
            ledger.add(FIRST);
            ledger.add(SECOND);
            ledger.addNamed(List.of(NAMED));
        }

        try (FileLedgerFile ledger = open()) {
            assertThat(ledger.find(FIRST.location(), "11")).contains(FIRST);
            assertThat(ledger.find(SECOND.location(), "22")).contains(SECOND);
            assertThat(ledger.find(FIRST.location(), "22")).isEmpty();
            assertThat(ledger.readAs("second")).containsExactly(SECOND);
            assertThat(ledger.namedAs("first")).containsExactly(NAMED);
            assertThat(ledger.damaged()).isZero();
        }
    }

    @Test
    void findsFilesOfAnHourFromItsBeginningToItsEnd() {
        try (FileLedgerFile ledger = open()) {
            ledger.add(FIRST);
            ledger.addNamed(List.of(NAMED));

            assertThat(ledger.readIn(HOUR, HOUR.plusSeconds(3_600))).containsExactly(FIRST);
            assertThat(ledger.namedIn(HOUR, HOUR.plusSeconds(1))).containsExactly(NAMED);
            assertThat(ledger.readIn(HOUR.plusSeconds(1), HOUR.plusSeconds(3_600)))
                    .isEmpty();
            assertThat(ledger.readIn(HOUR.minusSeconds(3_600), HOUR)).isEmpty();
            assertThat(ledger.readIn(HOUR, HOUR)).isEmpty();
        }
    }

    @Test
    void remembersRefusedFilesOnceAcrossARestart() {
        RefusedFile refused = new RefusedFile(ObjectLocation.of("trail", "a/bad"), "too-large", HOUR);
        try (FileLedgerFile ledger = open()) {
            ledger.addRefused(refused);
            ledger.addRefused(new RefusedFile(refused.location(), refused.reason(), HOUR.plusSeconds(9)));
        }

        try (FileLedgerFile ledger = open()) {
            assertThat(ledger.refusedAs("bad")).containsExactly(refused);
            assertThat(ledger.refusedAs("other")).isEmpty();
        }
    }

    @Test
    void forgetsWhatIsOlderThanItsAgeWhenItIsOpened() throws IOException {
        NamedFile old = namedBy("111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20260301T095959Z.json.gz");
        NamedFile young = namedBy("111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20260301T100000Z.json.gz");
        RefusedFile refused = new RefusedFile(ObjectLocation.of("trail", "a/bad"), "too-large", HOUR.minusMillis(1));
        Instant from = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(FIRST.read()).isAfterOrEqualTo(from);
        try (FileLedgerFile ledger = open()) {
            ledger.add(FIRST);
            ledger.add(readAt(from.minusMillis(1)));
            ledger.addNamed(List.of(old, young, NAMED));
            ledger.addRefused(refused);
        }
        long before = Files.size(file());

        try (FileLedgerFile ledger = new FileLedgerFile(file(), from)) {
            assertThat(ledger.readAs("first")).containsExactly(FIRST);
            assertThat(ledger.readAs("second")).isEmpty();
            assertThat(ledger.namedAs("first")).containsExactly(young, NAMED);
            assertThat(ledger.refusedAs("bad")).isEmpty();
            ledger.add(SECOND);
        }
        assertThat(Files.size(file())).isLessThan(before);
        try (FileLedgerFile ledger = open()) {
            assertThat(ledger.readAs("second")).containsExactly(SECOND);
            assertThat(ledger.damaged()).isZero();
        }
    }

    private static NamedFile namedBy(String digest) {
        return new NamedFile(
                NAMED.file(), NAMED.sha256(), ObjectLocation.of("trail", digest), NAMED.digestVerdict(), NAMED.hour());
    }

    private static FileRead readAt(Instant read) {
        return new FileRead(
                SECOND.location(),
                SECOND.kind(),
                SECOND.sha256(),
                SECOND.size(),
                SECOND.events(),
                SECOND.first(),
                SECOND.last(),
                SECOND.hour(),
                SECOND.verdict(),
                read);
    }

    @Test
    void addsNothingTwice() throws IOException {
        try (FileLedgerFile ledger = open()) {
            ledger.add(FIRST);
            ledger.addNamed(List.of(NAMED));
            long size = Files.size(file());

            ledger.add(FIRST);
            ledger.addNamed(List.of(NAMED));

            assertThat(Files.size(file())).isEqualTo(size);
        }
    }

    @Test
    void dropsALastLineThatIsTornAtAnyByte() throws IOException {
        try (FileLedgerFile ledger = open()) {
            ledger.add(FIRST);
            ledger.add(SECOND);
        }
        byte[] whole = Files.readAllBytes(file());
        int first = new String(whole, UTF_8).indexOf('\n') + 1;

        for (int length = first; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (FileLedgerFile ledger = open()) {
                assertThat(ledger.readAs("first")).hasSize(1);
                assertThat(ledger.readAs("second")).isEmpty();
                ledger.add(SECOND);
            }
            assertThat(Files.readAllBytes(file())).isEqualTo(whole);
        }
    }

    @Test
    void passesOverADamagedLineAndCountsIt() throws IOException {
        try (FileLedgerFile ledger = open()) {
            ledger.add(FIRST);
        }
        Files.writeString(file(), "garbage\n{\"line\":\"read\"}\n[]\n", StandardOpenOption.APPEND);
        try (FileLedgerFile ledger = open()) {
            ledger.add(SECOND);
        }

        try (FileLedgerFile ledger = open()) {
            assertThat(ledger.damaged()).isEqualTo(3);
            assertThat(ledger.readAs("first")).hasSize(1);
            assertThat(ledger.readAs("second")).hasSize(1);
        }
    }

    @Test
    void isForItsOwnersEyesOnly() throws IOException {
        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void followsNoLink() throws IOException {
        Path target = Files.createFile(folder.resolve("target"));
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), target);

        assertThatThrownBy(this::open).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void saysThatItCantBeWritten() {
        FileLedgerFile ledger = open();
        ledger.close();

        assertThatThrownBy(() -> ledger.add(FIRST)).isInstanceOf(LedgerUnavailable.class);
        assertThat(ledger.readAs("first")).isEmpty();
    }

    private FileLedgerFile open() {
        return new FileLedgerFile(file());
    }

    private Path file() {
        return folder.resolve("ledger/files.jsonl");
    }

    private static FileRead read(String location, String sha256, Optional<Instant> first) {
        return new FileRead(
                ObjectLocation.parse(location),
                "cloudtrail-log",
                sha256,
                7,
                3,
                first,
                first,
                first.map(time -> new FileHour("111122223333", "eu-west-1", time)),
                DigestVerdict.UNCHECKED,
                HOUR.plusSeconds(60));
    }
}
