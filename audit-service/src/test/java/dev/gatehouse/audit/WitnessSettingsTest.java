package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.tlog.SignatureType;
import dev.gatehouse.audit.tlog.VerifierKey;
import dev.gatehouse.audit.tlog.Witness;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessSettingsTest {
    private final Map<String, String> values = new HashMap<>();

    private static String vkey(String name) {
        return VerifierKey.of(name, SignatureType.COSIGNATURE, new byte[32]).format();
    }

    private void witness(int number, String vkey, String url) {
        values.put("gatehouse.log.witnesses[" + number + "].vkey", vkey);
        values.put("gatehouse.log.witnesses[" + number + "].url", url);
    }

    private List<Witness> read() {
        Settings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(Settings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(Settings.class);
        return WitnessSettings.witnesses(settings.log());
    }

    @Test
    void asksNobodyByDefault() {
        assertThat(read()).isEmpty();
    }

    @Test
    void readsEachWitness() {
        witness(0, vkey("one.example/w"), "https://one.example/a/");
        witness(1, vkey("two.example/w"), "http://127.0.0.1:8080/b");

        List<Witness> witnesses = read();

        assertThat(witnesses)
                .containsExactly(
                        new Witness(VerifierKey.parse(vkey("one.example/w")), URI.create("https://one.example/a")),
                        new Witness(VerifierKey.parse(vkey("two.example/w")), URI.create("http://127.0.0.1:8080/b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://one.example/a",
                "ftp://one.example/a",
                "/a",
                "https:one.example",
                "https://user:password@one.example/a",
                "https://one.example/a?b=c",
                "https://one.example/a#b",
                "http://localhost.example/a"
            })
    void refusesAnAddressThatIsNotSafe(String url) {
        witness(0, vkey("one.example/w"), url);

        assertThatThrownBy(this::read)
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.log.witnesses[0].url");
    }

    @Test
    void refusesAKeyThatIsNone() {
        witness(0, vkey("one.example/w"), "https://one.example/a");
        witness(1, "two.example/w+01234567+AAAA", "https://two.example/a");

        assertThatThrownBy(this::read)
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.log.witnesses[1].vkey");
    }

    @Test
    void refusesALogsKey() {
        String key = VerifierKey.of("one.example/w", SignatureType.ED25519, new byte[32])
                .format();
        witness(0, key, "https://one.example/a");

        assertThatThrownBy(this::read)
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.log.witnesses[0].vkey")
                .hasMessageContaining("cosignatures");
    }

    @Test
    void refusesTwoWitnessesOfOneName() {
        witness(0, vkey("one.example/w"), "https://one.example/a");
        witness(1, vkey("one.example/w"), "https://two.example/a");

        assertThatThrownBy(this::read)
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.log.witnesses[1].vkey");
    }

    @Test
    void takesSixteenWitnessesAndNoMore() {
        for (int number = 0; number < 16; number++) {
            witness(number, vkey("w" + number), "https://one.example/" + number);
        }
        assertThat(read()).hasSize(16);
        witness(16, vkey("w16"), "https://one.example/16");

        assertThatThrownBy(this::read)
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.log.witnesses: are more than 16");
    }

    @ParameterizedTest
    @CsvSource({
        "witness-quorum,0",
        "witness-quorum,3",
        "witness-interval,0s",
        "witness-timeout,0s",
        "proof-patience,-1s"
    })
    void refusesANumberThatMakesNoSense(String setting, String value) {
        witness(0, vkey("w0"), "https://one.example/0");
        witness(1, vkey("w1"), "https://one.example/1");
        values.put("gatehouse.log." + setting, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(ReadinessFailure.class)
                .hasMessageContaining("gatehouse.log." + setting);
    }

    @ParameterizedTest
    @CsvSource({"witness-quorum,1", "witness-quorum,2", "witness-interval,1s", "witness-timeout,1s", "proof-patience,0s"
    })
    void takesOtherNumbers(String setting, String value) {
        witness(0, vkey("w0"), "https://one.example/0");
        witness(1, vkey("w1"), "https://one.example/1");
        values.put("gatehouse.log." + setting, value);

        assertThat(read()).hasSize(2);
    }
}
