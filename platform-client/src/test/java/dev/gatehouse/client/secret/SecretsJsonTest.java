package dev.gatehouse.client.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.config.SnapshotId;
import dev.gatehouse.client.secret.SecretsJson.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsJsonTest {
    private static final Holder HOLDER = new Holder("researcher-7f3a", new SnapshotId("dev", "researcher"));

    @Test
    void readsAnOutcomeForEachName() {
        Map<String, Outcome> outcomes = read("""
                {"more": [1], "secrets": [
                  {"requested": "a", "outcome": "found", "name": "a", "version": "1", "stages": ["AWSCURRENT"],
                   "new": {"value": "wrong"}, "value": "line\\nü"},
                  {"requested": "b", "outcome": "found", "version": "2", "valueBase64": "/w=="},
                  {"requested": "c", "outcome": "not-permitted"},
                  {"requested": "d", "outcome": "found", "version": "1"},
                  {"requested": "e", "outcome": "found", "value": "x"},
                  {"requested": "f", "outcome": "Not A Word"},
                  {"outcome": "found", "version": "1", "value": "x"}]}
                """).orElseThrow();

        assertThat(outcomes.keySet()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(found(outcomes, "a").value().revealText()).isEqualTo("line\nü");
        assertThat(found(outcomes, "a").version()).isEqualTo("1");
        assertThat(found(outcomes, "b").value().revealBytes()).containsExactly(0xff);
        assertThat(outcomes.get("c")).isEqualTo(new Outcome.Missing("not-permitted"));
        assertThat(List.of(outcomes.get("d"), outcomes.get("e"), outcomes.get("f")))
                .containsOnly(new Outcome.Missing("malformed-answer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"secrets\":{}}",
                "{\"secrets\":[{\"requested\":\"a\",\"outcome\":\"found\",\"version\":\"1\",\"value\":\"canary\"}",
                "{\"secrets\":[{\"requested\":\"a\",\"value\":\"can",
                "{\"secrets\":[{\"requested\":\"a\",\"valueBase64\":\"***\"}]}",
                "{\"secrets\":[]} x"
            })
    void takesNothingElseForAnAnswer(String body) {
        assertThat(read(body)).isEmpty();
    }

    @Test
    void asksForNames() {
        assertThat(new String(SecretsJson.request(List.of("a/b", "c\"d")), UTF_8))
                .isEqualTo("{\"names\":[\"a/b\",\"c\\\"d\"]}");
    }

    @Test
    void reportsWhatIsInUse() {
        byte[] report = AdoptionJson.report(HOLDER, new TreeMap<>(Map.of("aurora/dev/x", "V1")));

        assertThat(new String(report, UTF_8))
                .isEqualTo("{\"holder\":\"researcher-7f3a\",\"application\":\"researcher\",\"environment\":\"dev\","
                        + "\"holdings\":[{\"secret\":\"aurora/dev/x\",\"version\":\"V1\"}]}");
    }

    @Test
    void readsWhatIsAnsweredToAReport() {
        assertThat(AdoptionJson.read(
                        "{\"refresh\":[\"a\",\"b\"],\"x\":[{}],\"reportAgainWithin\":\"PT5M\"}".getBytes(UTF_8)))
                .contains(new AdoptionJson.Answer(Set.of("a", "b"), Optional.of(Duration.ofMinutes(5))));
        assertThat(AdoptionJson.read("{\"reportAgainWithin\":\"-PT5M\"}".getBytes(UTF_8)))
                .contains(new AdoptionJson.Answer(Set.of(), Optional.empty()));
        assertThat(AdoptionJson.read("[]".getBytes(UTF_8))).isEmpty();
        assertThat(AdoptionJson.read("{\"refresh\":[".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void namesHoldersAsTheServiceTakesThem() {
        assertThat(Holder.nameOn("ip 10_1", new Random(1))).matches("ip-10_1-[0-9a-f]{8}");
        assertThat(Holder.nameOn("h".repeat(500), new Random(1))).hasSize(109);
        assertThat(Holder.nameOn("", new Random(1))).startsWith("host-");
        new Holder("x".repeat(128), HOLDER.of());
        for (String wrong : List.of("", "x".repeat(129), "a b", "a/b")) {
            Assertions.assertThatIllegalArgumentException().isThrownBy(() -> new Holder(wrong, HOLDER.of()));
        }
    }

    private static Outcome.Found found(Map<String, Outcome> outcomes, String name) {
        return (Outcome.Found) Objects.requireNonNull(outcomes.get(name));
    }

    private static Optional<Map<String, Outcome>> read(String body) {
        return SecretsJson.read(body.getBytes(UTF_8));
    }
}
