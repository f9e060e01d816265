package dev.gatehouse.config.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.snapshot.Format;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    private static @Nullable Server server;

    @BeforeAll
    static void start() {
        server = new Server(context ->
                context.end(MediaTypes.negotiated(context).map(Format::name).orElse("none")));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String negotiated(@Nullable String accept) {
        Server running = java.util.Objects.requireNonNull(server);
        HttpRequest.Builder request = running.request();
        if (accept != null) {
            request.header("Accept", accept);
        }
        var response = running.send(request.build());
        return response.statusCode() == 200 ? response.body() : "status " + response.statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | JSON",
                "application/yaml | YAML",
                "text/x-java-properties | PROPERTIES",
                "text/x-env | ENV",
                "*/* | JSON",
                "Application/YAML | YAML",
                "application/json; charset=utf-8 | JSON",
                "text/* | PROPERTIES",
                "application/* | JSON",
                "application/yaml, application/json | YAML",
                "application/json;q=0.5, application/yaml | YAML",
                "application/json;q=0.5, application/yaml;q=0.4 | JSON",
                "application/json;q=0.5, text/x-env;q=0.9, application/yaml;q=0.8 | ENV",
                "text/html, application/yaml;q=0.9, */*;q=0.8 | YAML",
                "text/html, */*;q=0.1 | JSON",
                "application/json;q=0, */* | YAML",
                "application/json;q=0.5, */*;q=0.8 | YAML",
                "application/*;q=0, */* | PROPERTIES",
                "text/x-env, application/*;q=0.9 | ENV",
                "*/*;q=0.5, application/json;q=0.5 | JSON"
            })
    void prefers(String accept, String format) {
        assertThat(negotiated(accept)).isEqualTo(format);
    }

    @Test
    void givesJsonWhereNothingIsAsked() {
        assertThat(negotiated(null)).isEqualTo("JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;q=0",
                "*/*;q=0",
                "application/*;q=0, text/*;q=0.0, */*;q=0",
                "application/jsonx",
                "xml",
                "application/"
            })
    void givesNothingThatIsNotAccepted(String accept) {
        assertThat(negotiated(accept)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                ",",
                ";;q=",
                "a/b/c",
                "application/json;q=x",
                "application/json;q=",
                "*",
                "/",
                "application/json;q=9"
            })
    void doesNotFailAtWhatIsNoHeader(String accept) {
        assertThat(negotiated(accept)).isIn("none", "JSON", "YAML", "PROPERTIES", "ENV");
    }

    @Test
    void knowsAnExactTypeWithoutNegotiation() {
        assertThat(MediaTypes.plain(null)).contains(Format.JSON);
        assertThat(MediaTypes.plain("*/*")).contains(Format.JSON);
        for (Format format : Format.values()) {
            assertThat(MediaTypes.plain(format.mediaType())).contains(format);
        }
        assertThat(MediaTypes.plain("application/yaml, */*")).isEmpty();
        assertThat(MediaTypes.plain("")).isEmpty();
    }
}
