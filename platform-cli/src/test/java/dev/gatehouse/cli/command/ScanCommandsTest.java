package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scan}. */
class ScanCommandsTest extends WithServices {
    private static String scan(String status, int findings) {
        return "{\"id\":\"s1\",\"status\":\"" + status + "\",\"target\":{\"name\":\"inbox\",\"kind\":\"directory\","
                + "\"location\":\"/srv\"},\"objects\":{\"listed\":2,\"scanned\":2},\"findings\":" + findings + "}";
    }

    @Test
    void waitsForTheEnd() {
        services.on("POST /v1/scans", 202, scan("running", 0))
                .on("GET /v1/scans/s1", scan("running", 0))
                .on("GET /v1/scans/s1", scan("completed", 0));

        Ran ran = command.run("scan run inbox");

        assertThat(ran.status()).isZero();
        assertThat(command.pauses()).isEqualTo(2);
        assertThat(ran.out()).isEqualTo("""
                id        s1
                status    completed
                target    inbox
                kind      directory
                location  /srv
                objects   2
                scanned   2
                findings  0
                """);
        assertThat(services.last().authorization()).isEqualTo("Bearer scanner-token");
    }

    @ParameterizedTest
    @CsvSource({"completed,0,0", "completed,1,1", "incomplete,1,1", "incomplete,0,3", "failed,0,3", "cancelled,0,3"})
    void theStatusSaysHowItEnded(String status, int findings, int exit) {
        services.on("POST /v1/scans", 202, scan(status, findings));

        assertThat(command.run("scan run inbox").status()).isEqualTo(exit);
    }

    @Test
    void aPathIsOfTheMachine() {
        services.on("POST /v1/scans", 202, scan("running", 0));

        Ran folder = command.run("scan run /srv/a/../b --no-wait");
        String first = services.last().body();
        command.run("scan run /srv/repo --git --no-wait");

        assertThat(folder.status()).isZero();
        assertThat(first).isEqualTo("{\"kind\":\"directory\",\"location\":\"/srv/b\"}");
        assertThat(services.last().body()).isEqualTo("{\"kind\":\"git\",\"location\":\"/srv/repo\"}");
    }

    @Test
    void findingsThatAreThereAreNegative() {
        services.on(
                "GET /v1/findings?owner=aurora%2Fdev%2Fkey%23apiKey%40v1&limit=1000&state=open%2Cacknowledged",
                "{\"findings\":[{\"id\":\"f1\",\"rule\":\"managed-secret\",\"redacted\":\"sk-p***\",\"owner\":\"aurora/dev/key\","
                        + "\"state\":\"open\",\"locations\":[{\"source\":\"dir:/srv\",\"path\":\"a\\u202e.env\",\"line\":3},"
                        + "{\"source\":\"s3:b\",\"path\":\"c\",\"line\":1}],\"moreLocations\":2,"
                        + "\"lastSeen\":\"2026-11-22T00:00:00Z\"}]}");

        Ran ran = command.run("scan findings --state open --state acknowledged --owner aurora/dev/key#apiKey@v1");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
                FINGERPRINT  RULE            SHOWN    STATE  OWNER           PLACE                                LAST SEEN
                f1           managed-secret  sk-p***  open   aurora/dev/key  dir:/srv a\\u{202e}.env:3 and 3 more  2026-11-22T00:00:00Z
                """);
    }

    @Test
    void noFindingIsGood() {
        services.on("GET /v1/findings?limit=1000", "{\"findings\":[]}");

        assertThat(command.run("scan findings")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void decidesWithAReason() {
        services.on(
                "POST /v1/findings/f1/state",
                "{\"id\":\"f1\",\"rule\":\"r\",\"redacted\":\"a***\",\"state\":\"acknowledged\"}");

        Ran ran = command.run("scan", "ack", "f1", "--reason", "I rotate it");

        assertThat(ran.out()).isEqualTo("""
                fingerprint  f1
                rule         r
                shown        a***
                state        acknowledged
                """);
        assertThat(services.last().body()).isEqualTo("{\"state\":\"acknowledged\",\"reason\":\"I rotate it\"}");
    }

    @Test
    void eachDecisionHasItsState() {
        services.on("POST /v1/findings/f1/state", "{}");

        command.run("scan resolve f1 --reason r");
        String resolved = services.last().body();
        command.run("scan false-positive f1 --reason r");
        String wrong = services.last().body();
        command.run("scan reopen f1 --reason r");

        assertThat(resolved).contains("\"resolved\"");
        assertThat(wrong).contains("\"false-positive\"");
        assertThat(services.last().body()).contains("\"open\"");
    }
}
