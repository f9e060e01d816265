package dev.gatehouse.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.cli.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which rules a scan has, and which of their findings it reports. */
class ScanRulesTest extends ScannedTree {
    @Test
    void aConfigurationThatLeavesOutEverythingIsSaid() throws IOException {
        plant("a.env");
        Path config = Files.writeString(folder.resolve("all.toml"), """
                [extend]
                useDefault = true
                [[allowlists]]
                description = "everything"
                paths = ['''.*''']
                """);

        Ran ran = command.scan(tree.toString(), "--config", config.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("nothing was scanned: the configuration leaves out all there is");
    }

    @Test
    void aConfigurationWithoutRulesIsRefused() throws IOException {
        Path config = Files.writeString(folder.resolve("none.toml"), "title = \"none\"\n");

        Ran ran = command.scan(tree.toString(), "--config", config.toString());

        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void aMalformedRuleFileIsRefusedWithItsName() throws IOException {
        Path config = Files.writeString(folder.resolve("bad.toml"), "[[rules]\nid = ");

        Ran scan = command.scan(tree.toString(), "--config", config.toString());
        Ran check = command.run("rules", "check", config.toString());

        assertThat(scan.status()).isEqualTo(2);
        assertThat(scan.err()).contains("bad.toml");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.err()).contains("bad.toml");
    }

    @Test
    void rulesAreListed() {
        Ran ran = command.run("rules", "list");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("github-personal-access-token\thigh\t");
    }

    @Test
    void onlyFindingsThatAreSureEnough() throws IOException {
        plant("a.env");
        Path config = Files.writeString(folder.resolve("low.toml"), """
                [[rules]]
                id = "unsure"
                regex = '''ghp_[0-9A-Za-z]{36}'''
                keywords = ["ghp_"]
                confidence = "low"
                """);

        Ran ran = command.scan(tree.toString(), "--config", config.toString(), "--confidence", "medium");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("1 finding less sure than --confidence asks for");
    }
}
