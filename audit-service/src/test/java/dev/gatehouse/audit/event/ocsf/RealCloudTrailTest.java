package dev.gatehouse.audit.event.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.cloudtrail.RealFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every real record, against OCSF's schema and against itself. */
class RealCloudTrailTest {
    private static final OcsfNormalizer NORMALIZER = new OcsfNormalizer();
    private static List<Event> events = List.of();
    private static List<NormalizedEvent> normalized = List.of();

    @BeforeAll
    static void normalizeAll() {
        events = RealFiles.all().stream()
                .flatMap(file -> ((Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .toList();
        normalized = events.stream().map(NORMALIZER::normalize).toList();
    }

    @Test
    void eachIsValidByTheSchemaOfItsClass() {
        OcsfSchema schema = new OcsfSchema();

        assertThat(normalized).hasSize(RealFiles.RECORDS);
        for (int i = 0; i < normalized.size(); i++) {
            assertThat(schema.problems(normalized.get(i))).as(place(i)).isEmpty();
        }
    }

    @Test
    void noneIsABaseEventAndTheClassesAreAsTheNamesSay() {
        Map<Integer, Long> classes = normalized.stream()
                .collect(Collectors.groupingBy(NormalizedEvent::classUid, TreeMap::new, Collectors.counting()));

        assertThat(classes).isEqualTo(Map.of(3001, 69L, 3002, 52L, 6003, 2_779L));
    }

    @Test
    void theOutcomesAreAsTheErrorCodesSay() {
        Map<Outcome, Long> outcomes =
                normalized.stream().collect(Collectors.groupingBy(NormalizedEvent::outcome, Collectors.counting()));

        assertThat(outcomes).isEqualTo(Map.of(Outcome.SUCCESS, 2_600L, Outcome.DENIED, 60L, Outcome.FAILURE, 240L));
    }

    /** Whatever stands in a record stands in its event too. */
    @Test
    void noTextOfARecordIsLost() {
        for (int i = 0; i < events.size(); i++) {
            JsonNode record = JsonMapper.shared().readTree(events.get(i).raw().copy());
            Set<String> written = leaves(OcsfSchema.tree(normalized.get(i)));

            Set<String> lost = leaves(record);
            lost.removeAll(written);
            // These become numbers and truth values; a null is left out, and so is half a credential.
            lost.remove(record.at("/responseElements/credentials/sessionToken").asString());
            lost.removeIf(text -> text.matches("|true|false|Yes|No|\\d{4}-\\d{2}-\\d{2}T.*Z"));

            assertThat(lost).as(place(i)).isEmpty();
        }
    }

    @Test
    void theRawRecordStaysBesideAsItCame() {
        List<byte[]> asTheyCame = RealFiles.all().stream()
                .flatMap(file -> ((Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .map(event -> event.raw().copy())
                .toList();

        assertThat(events).extracting(event -> event.raw().copy()).containsExactlyElementsOf(asTheyCame);
    }

    @Test
    void theSpacesOfARecordMakeNoDifference() {
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            String spaced = JsonMapper.shared().readTree(event.raw().copy()).toPrettyString();

            NormalizedEvent again = NORMALIZER.normalize(new Event(
                    event.key(),
                    event.time(),
                    event.format(),
                    event.verdict(),
                    event.origin(),
                    ByteSlice.of(spaced.replace("\n", "\r\n\t"))));

            assertThat(OcsfSchema.tree(again)).as(place(i)).isEqualTo(OcsfSchema.tree(normalized.get(i)));
        }
    }

    @Test
    void whatQueriesAskForIsTheRecords() {
        for (int i = 0; i < events.size(); i++) {
            JsonNode record = JsonMapper.shared().readTree(events.get(i).raw().copy());
            NormalizedEvent event = normalized.get(i);

            assertThat(event.action())
                    .isEqualTo(record.at("/eventSource").asString() + ":"
                            + record.at("/eventName").asString());
            assertThat(event.address()).isEqualTo(record.at("/sourceIPAddress").asString());
            assertThat(event.account())
                    .isEqualTo(record.at("/recipientAccountId").asString());
            assertThat(event.region()).isEqualTo(record.at("/awsRegion").asString());
            assertThat(event.actor()).as(place(i)).isNotEmpty();
            if (record.at("/userIdentity").has("arn")) {
                assertThat(event.actor())
                        .isEqualTo(record.at("/userIdentity/arn").asString());
            }
        }
    }

    @Test
    void anEventIsOneLineAndAlwaysTheSame() {
        for (int i = 0; i < events.size(); i++) {
            assertThat(normalized.get(i).ocsf().text()).doesNotContain("\n", "\r");
            assertThat(new OcsfNormalizer().normalize(events.get(i))).isEqualTo(normalized.get(i));
        }
    }

    private static String place(int index) {
        return events.get(index)
                .origin()
                .map(origin -> origin.location() + ", record " + origin.position())
                .orElse("");
    }

    private static Set<String> leaves(JsonNode tree) {
        return tree.isValueNode()
                ? new TreeSet<>(Set.of(tree.asString()))
                : tree.values().stream()
                        .flatMap(value -> leaves(value).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
