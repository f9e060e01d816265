package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.work.RunLog;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Remembers in DynamoDB which runs there were. */
public final class DynamoRunLog implements RunLog {
    private static final String SK = "run";

    private final Table table;

    public DynamoRunLog(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Instant> last(String target) {
        return table.get("run#" + target, SK)
                .map(item -> Instant.ofEpochMilli(
                        Long.parseLong(Table.attribute(item, "due").n())));
    }

    @Override
    public boolean claim(String target, Instant due) {
        return table.update(
                "run#" + target,
                SK,
                "SET #due = :due",
                "attribute_not_exists(#due) OR #due < :due",
                Map.of(":due", Table.number(due.toEpochMilli())));
    }
}
