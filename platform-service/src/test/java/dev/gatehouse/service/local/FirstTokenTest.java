package dev.gatehouse.service.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.access.PolicySet;
import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.access.Words;
import dev.gatehouse.service.document.BoundedYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTokenTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static final PolicySet POLICIES = PolicySet.of(
            new BoundedYaml(BoundedYaml.Limits.FILE)
                    .read("version: 1\npolicies: {admin: {rules: [{allow: [admin], on: [\"token:/\"]}]}}"
                            .getBytes(StandardCharsets.UTF_8)),
            Words.VOCABULARY);

    private final Path folder;
    private final TokenService tokens;
    private final FirstToken first;

    FirstTokenTest(@TempDir Path folder) {
        this.folder = folder;
        this.tokens = new TokenService(
                FileTokenStore.open(folder.resolve("tokens")),
                () -> POLICIES,
                new SecureRandom(),
                new MutableClock(),
                TokenService.DEFAULT_MAX_TTL,
                id -> {});
        this.first = new FirstToken(tokens, DAY);
    }

    @Test
    void writesAnAdministratorsTokenThatItsOwnerAloneCanRead() throws IOException {
        Path file = folder.resolve("token");

        FirstToken.Outcome outcome = first.writeTo(file);

        assertThat(outcome).isEqualTo(FirstToken.Outcome.WRITTEN);
        assertThat(Files.readString(file)).startsWith("gh_").endsWith("\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(tokens.list()).hasSize(1);
    }

    @Test
    void writesNoneWhereThereIsAToken() {
        tokens.mint("somebody", Set.of("admin"), DAY);
        Path file = folder.resolve("token");

        FirstToken.Outcome outcome = first.writeTo(file);

        assertThat(outcome).isEqualTo(FirstToken.Outcome.NOT_NEEDED);
        assertThat(file).doesNotExist();
    }

    @Test
    void leavesAFileThatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "mine");

        FirstToken.Outcome outcome = first.writeTo(file);

        assertThat(outcome).isEqualTo(FirstToken.Outcome.NOT_NEEDED);
        assertThat(file).hasContent("mine");
        assertThat(tokens.list()).isEmpty();
    }

    @Test
    void leavesNoTokenBehindThatNobodyHas() throws IOException {
        Path file = folder.resolve("missing").resolve("token");

        assertThatThrownBy(() -> first.writeTo(file))
                .isInstanceOf(StorageRefused.class)
                .hasMessageContaining(file.toString());

        assertThat(tokens.list())
                .allSatisfy(token -> assertThat(token.revokedAt()).isPresent());
        Files.createDirectory(file.getParent());
        assertThat(first.writeTo(file)).isEqualTo(FirstToken.Outcome.WRITTEN);
    }
}
