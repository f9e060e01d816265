package dev.gatehouse.client.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandOverJsonTest {
    private static final String CANARY = "canary-value-90417";
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String GOOD = """
            {"set": "1-a", "key": "%s", "later": {"x": [1]},
             "values": [{"owner": "a", "version": "1", "length": 8, "window": -5, "mac": "%s", "later": []}]}
            """.formatted(KEY, "0".repeat(64));

    @Test
    void isReadAsItWasWritten() {
        ManagedKey key = ManagedKey.random(new SecureRandom());
        List<ManagedValue> values =
                List.of(ManagedValue.of(key, "a/b#c", "v1", List.of("AWSCURRENT"), CANARY.getBytes(UTF_8)));
        HandOver made = new HandOver("1-ab", key, values, List.of("a/c"), List.of("a/d"));

        byte[] wire = HandOverJson.write(made);

        HandOver read = HandOverJson.read(wire);
        assertThat(read.key().reveal()).isEqualTo(key.reveal());
        assertThat(read.set()).isEqualTo("1-ab");
        assertThat(read.values()).isEqualTo(values);
        assertThat(read.unreadable()).containsExactly("a/c");
        assertThat(read.tooLong()).containsExactly("a/d");
        assertThat(new String(wire, UTF_8)).doesNotContain(CANARY);
        assertThat(made.toString()).contains("ManagedKey[redacted]");
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        assertThat(HandOverJson.read(GOOD.getBytes(UTF_8)).values()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary",
                "[]",
                "{}",
                "{\"set\": \"1\"",
                "{\"set\": 5}",
                "{\"set\": \"a b\", \"key\": \"KEY\", \"values\": []}",
                "{\"set\": \"1\", \"values\": []}",
                "{\"set\": \"1\", \"key\": \"AAAA\", \"values\": []}",
                "{\"set\": \"1\", \"key\": \"canary!\", \"values\": []}",
                "{\"set\": \"1\", \"key\": 7, \"values\": []}",
                "{\"set\": \"1\", \"key\": \"KEY\"}",
                "{\"set\": \"1\", \"key\": \"KEY\", \"values\": {}}",
                "{\"set\": \"1\", \"key\": \"KEY\", \"values\": [5]}",
                "{\"set\": \"1\", \"key\": \"KEY\", \"values\": [{}]}",
                "{\"set\": \"1\", \"key\": \"KEY\", \"values\": [], \"unreadable\": 1}",
                "{\"set\": \"1\", \"key\": \"KEY\", \"values\": []} {}",
            })
    void refusesWhatIsNone(String text) {
        byte[] wire = text.replace("KEY", KEY).getBytes(UTF_8);

        assertThatThrownBy(() -> HandOverJson.read(wire))
                .isInstanceOf(MalformedHandOver.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"length\": 8|\"length\": 7",
                "\"length\": 8|\"length\": 8193",
                "\"length\": 8|\"length\": 8.5",
                "\"length\": 8|\"length\": \"8\"",
                "\"window\": -5|\"window\": 5000000000",
                "\"mac\": \"0|\"mac\": \"",
                "\"mac\": \"0|\"mac\": \"G",
                "\"owner\": \"a\"|\"owner\": \"canary space\"",
                "\"owner\": \"a\"|\"owner\": null",
            })
    void refusesAValueThatHasNotItsForm(String change) {
        String[] parts = change.split("\\|", 2);
        byte[] wire = GOOD.replace(parts[0], parts[1]).getBytes(UTF_8);

        assertThatThrownBy(() -> HandOverJson.read(wire))
                .isInstanceOf(MalformedHandOver.class)
                .hasMessageNotContaining("canary");
    }
}
