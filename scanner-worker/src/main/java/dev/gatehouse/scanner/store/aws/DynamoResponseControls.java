package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.number;

import dev.gatehouse.scanner.response.ControlJson;
import dev.gatehouse.scanner.response.KillSwitch;
import dev.gatehouse.scanner.response.ResponseControls;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps in DynamoDB what holds for all responses: an item each, changed under the condition that its version is the one before. */
public final class DynamoResponseControls implements ResponseControls {
    private static final String PK = "response-control";
    private static final int ROUNDS = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Table table;

    public DynamoResponseControls(Table table) {
        this.table = table;
    }

    private record Stored(String body, long version) {
        static final Stored NONE = new Stored("", 0);
    }

    private record Act(String key, Instant at) {}

    @Override
    public KillSwitch killSwitch() {
        Stored stored = read("switch");
        try {
            return stored.version() == 0 ? KillSwitch.INITIAL : ControlJson.read(stored.body());
        } catch (IllegalArgumentException damaged) {
            throw new StoreException.Corrupt("the stored kill switch " + damaged.getMessage(), damaged);
        }
    }

    @Override
    public void set(KillSwitch killSwitch) {
        String body = ControlJson.tree(killSwitch).toString();
        for (int round = 0; round < ROUNDS; round++) {
            if (write("switch", read("switch"), body)) {
                return;
            }
        }
        throw races("set the kill switch");
    }

    @Override
    public Optional<Instant> take(String key, Instant now, int perHour) {
        for (int round = 0; round < ROUNDS; round++) {
            Stored stored = read("acts");
            List<Act> acts = acts(stored.body(), now.minus(HOUR));
            if (acts.stream().anyMatch(act -> act.key().equals(key))) {
                return Optional.empty();
            }
            if (acts.size() >= perHour) {
                return Optional.of(acts.get(acts.size() - perHour).at().plus(HOUR));
            }
            acts.add(new Act(key, now));
            if (write("acts", stored, text(acts))) {
                return Optional.empty();
            }
        }
        throw races("count acting steps");
    }

    @Override
    public Instant began(String mode, Instant now) {
        for (int round = 0; round < ROUNDS; round++) {
            Stored stored = read("mode");
            if (stored.body().startsWith(mode + " ")) {
                return Instant.ofEpochMilli(Long.parseLong(stored.body().substring(mode.length() + 1)));
            }
            if (write("mode", stored, mode + " " + now.toEpochMilli())) {
                return now;
            }
        }
        throw races("note the mode");
    }

    private Stored read(String name) {
        return table.get(PK, name)
                .map(item -> new Stored(
                        Table.attribute(item, "body").s(),
                        Long.parseLong(Table.attribute(item, "version").n())))
                .orElse(Stored.NONE);
    }

    private boolean write(String name, Stored before, String body) {
        Map<String, AttributeValue> values = Map.of(
                ":body",
                Table.text(body),
                ":version",
                number(before.version() + 1),
                ":before",
                number(before.version()));
        return table.update(
                PK,
                name,
                "SET #body = :body, #version = :version",
                "attribute_not_exists(#version) OR #version = :before",
                values);
    }

    /** Each a line, the oldest first: when, and the step. */
    private static String text(List<Act> acts) {
        StringBuilder text = new StringBuilder();
        acts.forEach(act -> text.append(act.at().toEpochMilli())
                .append(' ')
                .append(act.key())
                .append('\n'));
        return text.toString();
    }

    private static List<Act> acts(String text, Instant after) {
        List<Act> acts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int blank = line.indexOf(' ');
            Instant at = Instant.ofEpochMilli(Long.parseLong(line.substring(0, blank)));
            if (at.isAfter(after)) {
                acts.add(new Act(line.substring(blank + 1), at));
            }
        }
        return acts;
    }

    private static StoreException races(String operation) {
        return new StoreException.Unavailable(operation + ": others keep doing so", new IllegalStateException("races"));
    }
}
