package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.number;
import static dev.gatehouse.scanner.store.aws.Table.text;

import dev.gatehouse.scanner.work.ScanCounts;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.WorkJson;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Scans as items. */
final class ScanItems {
    static final String SK = "scan";

    /** Sets what {@link #begin} gives. */
    static final String BEGIN = "SET #id = :id, #target = :target, #requester = :requester, #status = :status,"
            + " #detail = :none, #requested = :requested, #finished = :none, #cursor = :none, #through = :no,"
            + " #version = :version";

    private ScanItems() {}

    static String pk(String id) {
        return "scan#" + id;
    }

    static Map<String, AttributeValue> begin(ScanRecord scan) {
        return Map.of(
                ":id", text(scan.id()),
                ":target", text(WorkJson.write(scan.target())),
                ":requester", text(scan.requester()),
                ":status", text(scan.status().word()),
                ":none", AttributeValue.fromNul(true),
                ":requested", number(scan.requested().toEpochMilli()),
                ":no", AttributeValue.fromBool(false),
                ":version", number(scan.version()));
    }

    static ScanRecord scan(Map<String, AttributeValue> item) {
        try {
            return new ScanRecord(
                    Table.attribute(item, "id").s(),
                    WorkJson.target(Table.attribute(item, "target").s()),
                    Table.attribute(item, "requester").s(),
                    ScanStatus.of(Table.attribute(item, "status").s())
                            .orElseThrow(() -> new IllegalArgumentException("has an unknown status")),
                    Optional.ofNullable(Table.attribute(item, "detail").s()),
                    instant(Table.attribute(item, "requested").n()),
                    Optional.ofNullable(Table.attribute(item, "finished").n()).map(ScanItems::instant),
                    Optional.ofNullable(Table.attribute(item, "cursor").s()),
                    Boolean.TRUE.equals(Table.attribute(item, "through").bool()),
                    counts(item),
                    Long.parseLong(Table.attribute(item, "version").n()));
        } catch (IllegalArgumentException | InvalidName damaged) {
            throw new StoreException.Corrupt("the stored scan " + damaged.getMessage(), damaged);
        }
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static ScanCounts counts(Map<String, AttributeValue> item) {
        return new ScanCounts(
                count(item, "listed"),
                count(item, "scanned"),
                count(item, "unchanged"),
                count(item, "partial"),
                count(item, "excluded"),
                count(item, "denied"),
                count(item, "undecodable"),
                count(item, "bytes"),
                count(item, "findings"));
    }

    private static long count(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
