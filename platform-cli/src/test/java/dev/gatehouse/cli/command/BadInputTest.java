package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said in a line, and nothing is asked of a service. */
class BadInputTest extends WithServices {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "config",
                "config get",
                "config get dev",
                "config get dev/a/b",
                "config get ../x",
                "config get dev/researcher a b",
                "config tree dev//x",
                "config tree dev/../prod",
                "config diff dev --kind nothing",
                "config diff dev/x",
                "config explain dev/researcher",
                "secret get",
                "secret get a?b",
                "secret get a --version 1 --stage s",
                "secret get a b",
                "secret put a",
                "secret put a --field x=canary",
                "secret put a --field x --field x",
                "secret put a --field x --file /f",
                "secret put a --field x/y",
                "secret put a --field-file x",
                "secret put a --field-file x=/nothing",
                "secret put a --file /nothing",
                "secret rotate a",
                "secret finish-rotation a",
                "secret finish-rotation a --action x",
                "secret readers a --since yesterday",
                "flag eval dev/researcher",
                "audit search --from x",
                "audit search --limit 0",
                "audit search --limit x",
                "audit search --outcome well",
                "audit search --order up",
                "audit tail --count 0",
                "audit verify",
                "audit verify --vkey /nothing",
                "audit proof x --vkey /nothing",
                "audit export --format xml",
                "audit export --file /nothing/here",
                "scan run",
                "scan ack f1",
                "scan findings --state new",
                "response switch on",
                "response switch maybe --reason r",
                "response list --state x",
                "status --environment a/b",
                "status --output xml",
                "status --timeout 5",
                "status --timeout 0s",
                "status --timeout",
                "status --unknown",
                "status --config-url ftp://x",
                "secret list --config-url http://example.com",
                "secret list --config-url https://example.com/path",
                "secret list --token-file /nothing",
                "secret list --profile none"
            })
    void isRefusedWithoutAsking(String line) {
        Ran ran = command.with("GATEHOUSE_PROFILES", "/nothing/config.yaml").run(line);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotEmpty().doesNotContain("canary", "unexpected", "Exception");
        assertThat(services.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|get a new token; this one is from GATEHOUSE_CONFIG_TOKEN",
                "403|ask for a token whose policies allow it",
                "422|nothing was changed",
                "429|try again in a while",
                "500|its log says why",
                "503|try again in a while"
            })
    void aRefusalIsSaidInOneLine(int status, String advice) {
        services.on(
                "POST /v1/secrets/a:rotate",
                status,
                "{\"title\":\"T\",\"detail\":\"Why\\u001b[31m not.\",\"violations\":[\"rule: x\"]}");

        Ran ran = command.run("secret rotate a --reason r");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err())
                .isEqualTo("config-service at " + services.url() + " refused POST /v1/secrets/a:rotate: " + status
                        + ", Why\\x1b[31m not (rule: x): " + advice + "\n");
    }

    @Test
    void anAnswerThatIsNoJsonIsRefused() {
        services.on("GET /v1/secrets?limit=100", "<html>");

        Ran ran = command.run("secret list");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("is no JSON: does the address belong to it?");
    }

    @Test
    void aRedirectIsNotFollowed() {
        services.on("GET /v1/secrets?limit=100", 302, "");

        assertThat(command.run("secret list").status()).isEqualTo(3);
        assertThat(services.lines()).hasSize(1);
    }

    @Test
    void whatIsNotThereCanNotBeReached() {
        Ran ran = command.run("secret list --config-url http://127.0.0.1:1");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err())
                .isEqualTo(
                        "config-service at http://127.0.0.1:1 can't be reached (ConnectException): is it running, and is"
                                + " that its address?\n");
    }

    @Test
    void anAnswerThatStallsIsGivenUp() {
        services.stalling("GET /v1/secrets?limit=100");

        Ran ran = command.run("secret list --timeout 200ms");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("did not answer /v1/secrets in 200 ms: --timeout gives it longer");
    }

    @Test
    void pagesWithoutEndEnd() {
        services.on("GET /v1/events?limit=1000", "{\"events\":[{\"index\":1}],\"next\":\"c\"}")
                .on("GET /v1/events?limit=1000&cursor=c", "{\"events\":[],\"next\":\"c\"}");

        Ran ran = command.run("audit search --limit 2000");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("pages without end");
    }
}
