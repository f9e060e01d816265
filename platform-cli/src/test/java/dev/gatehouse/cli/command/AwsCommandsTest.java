package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --aws}, against moto. */
class AwsCommandsTest {
    @SuppressWarnings("NullAway.Init") // JUnit has it set.
    private static Moto moto;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private static Path folder;

    private final Command command = new Command();

    @BeforeAll
    static void start() throws IOException {
        moto = Moto.start();
        Files.writeString(folder.resolve("hierarchy.yaml"), """
                version: 1
                project: aurora
                environments: [dev, prod]
                applications:
                  till: {group: stores}
                parameters:
                  global:
                    locale: {type: string, default: en}
                  stores:
                    common:
                      pin: {type: string, default: p-canary, sensitive: true}
                    till:
                      hosts: {type: list, default: [a, b]}
                      must: {type: string, required: true}
                """);
    }

    @AfterAll
    static void stop() {
        moto.close();
    }

    private Ran aws(String line) {
        return command.run(line + " --aws");
    }

    private static String hierarchy() {
        return " --hierarchy " + folder.resolve("hierarchy.yaml");
    }

    @Test
    void bringsAnEnvironmentToTheContract() {
        Ran before = aws("config diff dev" + hierarchy());
        Ran planned = aws("config add-missing dev --dry-run" + hierarchy());
        Ran added = aws("config add-missing dev" + hierarchy());
        Ran again = aws("config add-missing dev" + hierarchy());
        Ran after = aws("config diff dev" + hierarchy());

        assertThat(before.out())
                .contains("missing  /aurora/dev/global/locale", "missing  /aurora/dev/stores/till/must");
        assertThat(planned.err()).startsWith("nothing was done; to do: 4");
        assertThat(added.status()).isEqualTo(1);
        assertThat(added.out())
                .contains("created      /aurora/dev/stores/common/pin", "needs-value  /aurora/dev/stores/till/must");
        assertThat(again.err()).isEqualTo("changes: 1, kept as they are: 3\n");
        assertThat(after.out())
                .isEqualTo("""
                KIND     PATH                         RULE     MESSAGE
                missing  /aurora/dev/stores/till/must  missing  is required
                """.replace("PATH                         ", "PATH                          "));

        Ran tree = aws("config tree dev/stores");
        Ran hidden = aws("config get dev/till" + hierarchy());
        Ran shown = aws("config get dev/till pin --reveal" + hierarchy());

        assertThat(tree.out()).contains("StringList    1").doesNotContain("canary");
        assertThat(hidden.out()).isEqualTo("""
                KEY     VALUE
                hosts   a,b
                locale  en
                pin     ********
                """);
        assertThat(shown.out()).isEqualTo("p-canary\n");
    }

    @Test
    void writesAndReadsSecrets() {
        Ran made = command.reading("{\"user\":\"u-canary\"}").run("secret put aurora/prod/key --aws");
        Ran another = command.reading("other-canary").run("secret put aurora/prod/key --aws --create");
        Ran next = command.reading("{\"user\":\"next-canary\"}").run("secret put aurora/prod/key --aws");
        Ran list = aws("secret list prod");
        Ran hidden = aws("secret get aurora/prod/key");
        Ran shown = aws("secret get aurora/prod/key --field user --reveal");
        Ran former = aws("secret get aurora/prod/key --stage AWSPREVIOUS --field user --reveal");

        assertThat(made.status()).isZero();
        assertThat(another.status()).isEqualTo(3);
        assertThat(another.err()).contains("there is a secret aurora/prod/key already");
        assertThat(next.status()).isZero();
        assertThat(list.out()).contains("aurora/prod/key  secret");
        assertThat(hidden.out()).contains("{\"user\":\"text\"}").doesNotContain("canary");
        assertThat(shown.out()).isEqualTo("next-canary\n");
        assertThat(former.out()).isEqualTo("u-canary\n");
    }

    @Test
    void whatIsNotThereIsNegative() {
        Ran ran = aws("secret get aurora/prod/nothing");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("not found by AWS");
    }

    @Test
    void makesNoSecretsOfTheTemplate() {
        assertThat(aws("config add-missing dev --secrets" + hierarchy()).status())
                .isEqualTo(2);
    }

    @Test
    void hasTheContractBuiltIn() {
        assertThat(aws("config diff nowhere").err()).doesNotContain("--hierarchy is missing");
    }
}
