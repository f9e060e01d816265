package dev.gatehouse.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.scanner.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Baselines, files of what is ignored, and the key under which fingerprints are compared. */
class KnownFindingsTest extends ScannedTree {
    @Test
    void aBaselineHidesWhatIsKnown() throws IOException {
        plant("old.env");
        String base = folder.resolve("base.json").toString();
        command.scan(tree.toString(), "--write-baseline", base);
        Files.move(tree.resolve("old.env"), tree.resolve("moved.env"));

        Ran known = command.scan(tree.toString(), "--baseline", base);
        plant("new.env");
        Ran fresh = command.scan(tree.toString(), "--baseline", base);

        assertThat(known.status()).isZero();
        assertThat(known.err()).contains("not reported: 1 finding in the baseline");
        assertThat(fresh.status()).isEqualTo(1);
        assertThat(fresh.out()).contains("new.env").doesNotContain("moved.env");
    }

    @Test
    void aBaselineOfAnotherKeyOrVersionIsRefused() throws IOException {
        plant("a.env");
        Path base = folder.resolve("base.json");
        command.scan(tree.toString(), "--write-baseline", base.toString());
        Path later = Files.writeString(
                folder.resolve("later.json"),
                Files.readString(base).replaceFirst("\"version\" : 1", "\"version\" : 2"));
        Path broken = Files.writeString(
                folder.resolve("broken.json"), Files.readString(base).substring(0, 50));

        Ran otherKey = new Command(folder.resolve("home2")).scan(tree.toString(), "--baseline", base.toString());
        Ran otherVersion = command.scan(tree.toString(), "--baseline", later.toString());
        Ran malformed = command.scan(tree.toString(), "--baseline", broken.toString());

        assertThat(otherKey.status()).isEqualTo(2);
        assertThat(otherKey.err()).contains("another fingerprint key");
        assertThat(otherVersion.status()).isEqualTo(2);
        assertThat(otherVersion.err()).contains("version 2");
        assertThat(malformed.status()).isEqualTo(2);
        assertThat(malformed.err()).contains("malformed JSON");
    }

    @Test
    void anIgnoreFileHidesSecretsAndPlaces() throws IOException {
        plant("a.env");
        plant("b.env");
        List<JsonNode> lines =
                lines(command.scan(tree.toString(), "--format", "jsonl").out());
        JsonNode first = lines.getFirst();
        JsonNode second = lines.get(1);
        Files.writeString(
                tree.resolve(".gatehouseignore"), first.path("fingerprint").asText() + " # a sample\n");
        Files.writeString(
                tree.resolve(".gitleaksignore"),
                second.at("/locations/0/path").asText() + ":"
                        + second.path("rule").asText() + ":1\n");

        Ran ran = command.scan(tree.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("not reported: 2 findings ignored by an ignore file");
    }

    @Test
    void theKeyIsMadeOnceAndForItsUserAlone() throws IOException {
        plant("a.env");

        String first = command.scan(tree.toString()).out();
        String second = command.scan(tree.toString()).out();
        String elsewhere =
                new Command(folder.resolve("home2")).scan(tree.toString()).out();

        Path key = folder.resolve("home/.config/gatehouse/scanner.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(second).isEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
        assertThat(first).doesNotContain(Files.readString(key).strip());
    }
}
