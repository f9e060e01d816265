package dev.gatehouse.scanner.http;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.triage.FindingFilter;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.service.http.BadRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. A complaint names the parameter, and does not repeat its value. */
final class Queries {
    static final int MAX_PAGE = 1_000;

    private static final int PAGE = 100;
    private static final int MAX_TEXT = 4_096;
    private static final Pattern ENTITY_TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private final MultivaluedMap<String, String> parameters;

    /** @throws BadRequest there is a parameter that is not known, or one twice */
    Queries(MultivaluedMap<String, String> parameters, Set<String> known) {
        this.parameters = parameters;
        for (var parameter : parameters.entrySet()) {
            if (!known.contains(parameter.getKey())) {
                throw new BadRequest(
                        "unknown-parameter",
                        "the query may only have: "
                                + String.join(", ", known.stream().sorted().toList()));
            }
            if (parameter.getValue().size() > 1) {
                throw wrong(parameter.getKey(), "is given twice");
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.getFirst(name)).map(value -> {
            if (value.isEmpty() || value.length() > MAX_TEXT) {
                throw wrong(name, "must have 1 to " + MAX_TEXT + " characters");
            }
            return value;
        });
    }

    int limit() {
        return text("limit").map(Queries::limit).orElse(PAGE);
    }

    FindingFilter findings() {
        return new FindingFilter(
                text("state").map(Queries::states).orElse(Set.of()),
                text("rule"),
                text("confidence")
                        .map(word -> Confidence.of(word)
                                .orElseThrow(() -> wrong("confidence", "must be low, medium or high"))),
                text("source"),
                text("owner"),
                instant("seenFrom"),
                instant("seenTo"));
    }

    /** The version that If-Match asks for; empty for whichever there is. */
    static OptionalLong version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher tag = ENTITY_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new BadRequest(
                    "invalid-header", "the header If-Match must be one entity tag as this service gives it");
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }

    static String entityTag(long version) {
        return "\"" + version + "\"";
    }

    /** The fingerprint of a path; empty where it is none, so that there is no such finding. */
    static Optional<Fingerprint> fingerprint(String text) {
        try {
            return Optional.of(new Fingerprint(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> instant(String name) {
        return text(name).map(value -> {
            try {
                return Instant.parse(value);
            } catch (DateTimeException e) {
                throw wrong(name, "must be an instant like 2026-11-21T12:00:00Z");
            }
        });
    }

    private static Set<FindingState> states(String words) {
        Set<FindingState> states = new LinkedHashSet<>();
        for (String word : List.of(words.split(",", -1))) {
            states.add(FindingState.of(word)
                    .orElseThrow(() -> wrong("state", "must be of open, acknowledged, false-positive, resolved")));
        }
        return states;
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one complaint.
        }
        throw wrong("limit", "must be 1 to " + MAX_PAGE);
    }

    private static BadRequest wrong(String name, String problem) {
        return new BadRequest("invalid-parameter", "the parameter " + name + " " + problem);
    }
}
