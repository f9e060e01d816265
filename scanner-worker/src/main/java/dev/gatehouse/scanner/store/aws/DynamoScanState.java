package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.number;
import static dev.gatehouse.scanner.store.aws.Table.text;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.CoverageJson;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.SeenObject;
import dev.gatehouse.scanner.work.WorkJson;
import dev.gatehouse.service.failure.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Remembers in DynamoDB what was scanned: an item an object, under the hash of its name. */
public final class DynamoScanState implements ScanState {
    private static final String SK = "state";

    private final Table table;

    public DynamoScanState(Table table) {
        this.table = table;
    }

    @Override
    public Optional<SeenObject> find(ObjectName object) {
        return table.get(pk(object), SK).map(DynamoScanState::seen);
    }

    @Override
    public void put(ObjectName object, SeenObject seen) {
        String fingerprints =
                seen.fingerprints().stream().map(Fingerprint::text).sorted().collect(Collectors.joining(" "));
        var _ = table.update(
                pk(object),
                SK,
                "SET #detection = :detection, #stamp = :stamp, #size = :size, #hash = :hash, #coverage = :coverage,"
                        + " #fingerprints = :fingerprints",
                "attribute_exists(#pk) OR attribute_not_exists(#pk)",
                Map.of(
                        ":detection", text(seen.detection()),
                        ":stamp", seen.stamp().map(Table::text).orElse(AttributeValue.fromNul(true)),
                        ":size", number(seen.size()),
                        ":hash", text(seen.contentHash()),
                        ":coverage", text(CoverageJson.write(seen.coverage())),
                        ":fingerprints", text(fingerprints)));
    }

    private static SeenObject seen(Map<String, AttributeValue> item) {
        try {
            return new SeenObject(
                    Table.attribute(item, "detection").s(),
                    Optional.ofNullable(Table.attribute(item, "stamp").s()),
                    Long.parseLong(Table.attribute(item, "size").n()),
                    Table.attribute(item, "hash").s(),
                    CoverageJson.read(Table.attribute(item, "coverage").s()),
                    fingerprints(Table.attribute(item, "fingerprints").s()));
        } catch (IllegalArgumentException damaged) {
            throw new StoreException.Corrupt("the stored state of an object " + damaged.getMessage(), damaged);
        }
    }

    private static Set<Fingerprint> fingerprints(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Fingerprint::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String pk(ObjectName object) {
        return "object#" + Table.hash(WorkJson.write(object));
    }
}
