package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import dev.gatehouse.cli.proof.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit verify} and {@code proof}. */
class VerifyCommandsTest extends WithServices {
    private static final byte[] OPENING = new byte[17];

    private final TestLog log = new TestLog("example.com/log").grow(20);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @BeforeEach
    void log() throws IOException {
        Files.writeString(folder.resolve("vkey"), log.vkey() + "\n");
        services.onBytes("GET /checkpoint", log.checkpoint(20), Map.of())
                .onBytes("GET /v1/log/proof?index=19", log.proof(19, 20, OPENING), Map.of())
                .onBytes("GET /v1/log/proof?index=3", log.proof(3, 20, OPENING), Map.of())
                .on("GET /v1/log/consistency?from=7&to=20", log.consistency(7, 20));
        command.with("GATEHOUSE_VKEY", folder.resolve("vkey").toString());
    }

    @Test
    void aSoundLogIsSound() throws IOException {
        Path trusted = Files.write(folder.resolve("checkpoint"), log.checkpoint(7));

        Ran ran = command.run("audit verify --index 3 --index 19 --checkpoint " + trusted);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("""
                verdict      sound
                log          example.com/log
                events       20
                """).endsWith("""
                begins with  7
                proven       3,19
                """);
        assertThat(trusted).hasBinaryContent(log.checkpoint(20));
    }

    @Test
    void aLogThatWasWrittenAnewIsBroken() throws IOException {
        Path trusted = Files.write(folder.resolve("checkpoint"), log.checkpoint(6));
        services.on("GET /v1/log/consistency?from=6&to=20", log.consistency(5, 20));

        Ran ran = command.run("audit verify --output json --checkpoint " + trusted);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("\"verdict\": \"BROKEN\"", "does not begin with the 6 events that it had");
        assertThat(trusted).hasBinaryContent(log.checkpoint(6));
    }

    @Test
    void aLogThatWasSetBackIsBroken() throws IOException {
        log.grow(1);
        Path trusted = Files.write(folder.resolve("checkpoint"), log.checkpoint(21));

        Ran ran = command.run("audit verify --checkpoint " + trusted);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("set back");
        assertThat(trusted).hasBinaryContent(log.checkpoint(21));
    }

    @Test
    void aCheckpointThatIsNotTheKeysIsBroken() throws IOException {
        Files.writeString(folder.resolve("vkey"), new TestLog("example.com/log").vkey());

        Ran ran = command.run("audit verify");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("BROKEN", "is not signed by the key of example.com/log");
    }

    @Test
    void aProofIsKeptAndHeldAgainstAnEvent() throws IOException {
        Path raw = Files.write(folder.resolve("raw"), new byte[] {3});
        Path other = Files.write(folder.resolve("other"), new byte[] {4});

        Ran ran = command.run("audit proof 3 --save " + folder.resolve("p.tlog-proof") + " --raw " + raw);
        Ran wrong = command.run("audit proof 3 --raw " + other);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("verdict  proven\nindex    3\n").contains("event    the one in the file");
        assertThat(folder.resolve("p.tlog-proof")).hasBinaryContent(log.proof(3, 20, OPENING));
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.out()).contains("ANOTHER");
    }

    @Test
    void aProofOfAnotherEventIsRefused() {
        services.onBytes("GET /v1/log/proof?index=4", log.proof(3, 20, OPENING), Map.of());

        assertThat(command.run("audit proof 4").status()).isEqualTo(3);
    }

    @Test
    void allOfItIsLeftToAuditService() throws IOException {
        Path program = Files.writeString(folder.resolve("audit-service"), "");
        Path token = Files.writeString(folder.resolve("token"), "t");

        Command with = command.launching(1).with("GATEHOUSE_AUDIT_TOKEN_FILE", token.toString());
        Ran ran = with.run("audit verify --full --audit-service " + program);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(command.launched().getFirst())
                .containsExactly(
                        program.toString(),
                        "verify",
                        services.url(),
                        "--vkey",
                        folder.resolve("vkey").toString(),
                        "--token-file",
                        token.toString());
    }

    @Test
    void saysThatAuditServiceIsNotHere() {
        Ran ran = command.run("audit verify --full --audit-service " + folder.resolve("nothing"));

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).startsWith("'audit-service verify', which reads every payload, is not here");
    }
}
