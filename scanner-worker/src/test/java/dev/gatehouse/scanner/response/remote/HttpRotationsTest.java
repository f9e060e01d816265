package dev.gatehouse.scanner.response.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.managed.FakeConfigService;
import dev.gatehouse.scanner.response.Rotations;
import dev.gatehouse.scanner.response.Rotations.Rotation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRotationsTest {
    private static final String SECRET = "aurora/dev/a b";

    private static FakeConfigService says(int status, String body) {
        return new FakeConfigService(FakeConfigService.status(status, body.getBytes(UTF_8)));
    }

    private static HttpRotations rotations(FakeConfigService config) {
        return new HttpRotations(config.address(), false, () -> Optional.of("gh_token"), Duration.ofSeconds(20));
    }

    @Test
    void asksForTheCompromisedVersionOfTheSecret() {
        String answer = "{\"id\":\"r-1\",\"state\":\"set\",\"from\":\"v1\",\"task\":{\"instructions\":\"do it\"}}";
        try (FakeConfigService config = says(202, answer);
                HttpRotations rotations = rotations(config)) {
            Rotations.Answer known = rotations.rotate(SECRET, "leaked: \"x\"", Optional.of("v1"));

            assertThat(known)
                    .isEqualTo(new Rotations.Known(List.of(new Rotation(
                            "r-1",
                            "set",
                            "v1",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new Rotations.Task("do it", Optional.empty()))))));
            FakeConfigService.Request request = config.requests.getFirst();
            assertThat(request.line()).isEqualTo("POST /v1/secrets/aurora/dev/a%20b:rotate");
            assertThat(request.authorization()).isEqualTo("Bearer gh_token");
            assertThat(request.body()).isEqualTo("{\"reason\":\"leaked: \\\"x\\\"\",\"compromised\":\"v1\"}");
        }
    }

    @Test
    void givesTheRunningOneFirst() {
        String answer =
                "{\"secret\":\"s\",\"running\":{\"id\":\"r-2\",\"state\":\"retiring\"},\"last\":[{\"id\":\"r-1\",\"state\":\"done\",\"to\":\"v1\"},{\"broken\":1}]}";
        try (FakeConfigService config = says(200, answer);
                HttpRotations rotations = rotations(config)) {
            Rotations.Answer known = rotations.look(SECRET);

            assertThat(((Rotations.Known) known).rotations())
                    .extracting(Rotation::id)
                    .containsExactly("r-2", "r-1");
            assertThat(config.requests.getFirst().line()).isEqualTo("GET /v1/secrets/aurora/dev/a%20b:rotation");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, refused",
        "404, refused",
        "422, refused",
        "401, away",
        "403, away",
        "409, away",
        "429, away",
        "500, away",
        "503, away",
        "302, away"
    })
    void saysWhetherWaitingHelps(int status, String meaning) {
        try (FakeConfigService config = says(status, "canary-in-an-answer");
                HttpRotations rotations = rotations(config)) {
            Rotations.Answer answer = rotations.rotate(SECRET, "leaked", Optional.empty());

            assertThat(answer)
                    .isEqualTo(
                            meaning.equals("refused")
                                    ? new Rotations.Refused("http-" + status)
                                    : new Rotations.Away("http-" + status));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "[]", "nothing", "{\"id\":1}", "{\"id\":\"x\"}"})
    void takesNoAnswerThatItDoesNotUnderstand(String body) {
        try (FakeConfigService config = says(200, body);
                HttpRotations rotations = rotations(config)) {
            assertThat(rotations.look(SECRET)).isEqualTo(new Rotations.Away("malformed-answer"));
        }
    }

    @Test
    void readsNoEndlessAnswer() {
        try (FakeConfigService config = says(200, "x".repeat(HttpRotations.MAX_ANSWER + 1));
                HttpRotations rotations = rotations(config)) {
            assertThat(rotations.look(SECRET)).isEqualTo(new Rotations.Away("connection"));
        }
    }

    @Test
    void sendsNoTokenOverPlainHttpToAnotherMachine() {
        assertThatThrownBy(() -> new HttpRotations(
                        URI.create("http://config.example"), false, () -> Optional.of("t"), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        try (HttpRotations tokenless = new HttpRotations(
                URI.create("http://127.0.0.1:1"), false, () -> Optional.of("a b"), Duration.ofSeconds(1))) {
            assertThat(tokenless.look(SECRET)).isEqualTo(new Rotations.Away("token-unreadable"));
        }
    }
}
