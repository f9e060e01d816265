package dev.gatehouse.audit.event.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the schema can say no: the other tests of this package rely on it. */
class OcsfSchemaTest {
    private static final String GOOD = """
            {"category_uid":6,"class_uid":6003,"activity_id":2,"type_uid":600302,"severity_id":1,"time":0,
             "metadata":{"version":"1.3.0","product":{"name":"n","vendor_name":"v"}},"cloud":{"provider":"AWS"},
             "api":{"operation":"o"},"actor":{"user":{"name":"u"}},"src_endpoint":{"ip":"::1"},"unmapped":{"a":[1]}}
            """;

    private final OcsfSchema schema = new OcsfSchema();

    @Test
    void takesWhatHasEverythingRequired() {
        assertThat(schema.problems(event(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"cloud\":{\"provider\":\"AWS\"}, |",
                "\"provider\":\"AWS\" |",
                "\"api\":{\"operation\":\"o\"}, |",
                "\"user\":{\"name\":\"u\"} |",
                "\"name\":\"u\" |",
                "\"ip\":\"::1\" |",
                "\"ip\":\"::1\" | \"domain\":\"a.example\"",
                "\"ip\":\"::1\" | \"ip\":\"a.example\"",
                "600302 | 600303",
                "\"activity_id\":2 | \"activity_id\":7",
                "\"operation\":\"o\" | \"operation\":\"o\",\"request\":{}",
                "\"unmapped\":{\"a\":[1]} | \"unmapped\":\"a\"",
                "\"unmapped\":{\"a\":[1]} | \"raw_data_hash\":\"a\"",
                "\"time\":0 | \"time\":\"0\"",
                "\"time\":0 | \"time\":1"
            })
    void refusesWhatOcsfDoesNotAllow(String part, String instead) {
        String broken = GOOD.replace(part, instead == null ? "" : instead);

        assertThat(broken).isNotEqualTo(GOOD);
        assertThat(schema.problems(event(broken))).isNotEmpty();
    }

    private static NormalizedEvent event(String ocsf) {
        return new NormalizedEvent(
                Instant.EPOCH, 6003, 2, 1, Outcome.SUCCESS, "", "", List.of(), "", "", "", ByteSlice.of(ocsf));
    }
}
