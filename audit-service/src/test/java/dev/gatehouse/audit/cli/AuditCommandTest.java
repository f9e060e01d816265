package dev.gatehouse.audit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.verify.VerifiableBundle;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as somebody types it. */
class AuditCommandTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("example.com/audit");
    private static final String KEY = SIGNER.verifierKey().format();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeALog() throws IOException {
        try (SealedLog log = SealedLog.open(
                LogFolder.take(folder.resolve("log")),
                MappedKeyIndex.open(folder.resolve("keys")),
                SIGNER,
                "example.com/audit",
                LogLimits.DEFAULT,
                () -> Instant.EPOCH,
                new Quiet())) {
            append(log, 0, 10);
            Files.copy(folder.resolve("log").resolve("checkpoint"), folder.resolve("older"));
            append(log, 10, 30);
            try (OutputStream out = Files.newOutputStream(folder.resolve("bundle.zip"))) {
                VerifiableBundle bundle = VerifiableBundle.begin(out, log, Map.of());
                bundle.add(7);
                bundle.add(8);
                bundle.finish();
            }
        }
        Files.writeString(folder.resolve("vkey"), KEY + "\n");
    }

    private static void append(SealedLog log, int from, int to) {
        List<Event> events = IntStream.range(from, to)
                .mapToObj(i -> new Event(
                        new EventKey("test", "uid-" + i),
                        Instant.EPOCH,
                        EventFormat.GATEHOUSE,
                        DigestVerdict.NOT_APPLICABLE,
                        Optional.empty(),
                        ByteSlice.of("{}")))
                .toList();
        log.append(events).toCompletableFuture().join();
        try {
            log.awaitSealed(to - 1L, 10_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Quiet implements LogListener {
        @Override
        public void appended(long size) {}

        @Override
        public void sealed(long size) {}

        @Override
        public void failed(RuntimeException cause) {
            throw new AssertionError("the storage failed", cause);
        }

        @Override
        public void lost() {}
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = AuditCommand.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aSoundLog() {
        Ran ran = run("verify", at("log"), "--vkey", KEY);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("sound: example.com/audit, 30 events (0 erased), root ");
        assertThat(ran.err()).startsWith("30 events were checked, ");
    }

    @Test
    void aKeyInAFileAndAnOlderCheckpoint() {
        Ran ran = run("verify", at("log"), "--vkey", at("vkey"), "--since", at("older"), "--quiet");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aBundle() {
        Ran ran = run("verify", at("bundle.zip"), "--vkey", KEY);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("sound: 2 events (0 erased) of example.com/audit, without a gap, ");
    }

    @Test
    void anotherKey() throws Exception {
        String other = Ed25519Signer.generate("example.com/audit").verifierKey().format();

        Ran ran = run("verify", at("log"), "--vkey", other, "--json", "--quiet");

        JsonNode json = new JsonMapper().readTree(ran.out());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(json.path("verdict").asText()).isEqualTo("broken");
        assertThat(json.path("place").path("path").asText()).isEqualTo("checkpoint");
    }

    @Test
    void noLog() {
        Ran ran = run("verify", at("nothing"), "--vkey", KEY);

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("there is no log in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "verify LOG",
                "verify LOG --vkey nonsense",
                "verify LOG --vkey KEY --since LOG/nothing",
                "verify LOG --vkey KEY --since VKEY",
                "verify BUNDLE --vkey KEY --since OLDER",
                "verify LOG --vkey KEY --unknown",
                "verify http://example.com/ --vkey KEY --token-file VKEY",
            })
    void aWrongCommandLine(String line) {
        String[] args = line.replace("KEY ", KEY + " ")
                .replaceAll("KEY$", KEY.replace("\\", "\\\\"))
                .replace("LOG", at("log"))
                .replace("BUNDLE", at("bundle.zip"))
                .replace("OLDER", at("older"))
                .replace("VKEY", at("vkey"))
                .split(" ");

        Ran ran = run(args);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "-h"})
    void help(String word) {
        Ran ran = run(word);

        assertThat(AuditCommand.is(word)).isTrue();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("verify");
    }

    @Test
    void helpOfVerifyTellsTheExitCodes() {
        Ran ran = run("verify", "--help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Exit status:", "all of it is as it was sealed");
    }

    @Test
    void version() {
        Ran ran = run("version");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("audit-service ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "-Dx=y", "Verify"})
    void anythingElseIsTheServices(String word) {
        assertThat(AuditCommand.is(word)).isFalse();
    }
}
