package dev.gatehouse.config.http.v1;

import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.service.http.BadRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of single parameters: {@code "<version>-<time of writing>"}. The time keeps a path that was deleted and
 * written again apart from what it was, since its versions start anew.
 */
final class ParameterTags {
    private ParameterTags() {}

    static String of(Parameter parameter) {
        return of(parameter.version(), parameter.modifiedAt());
    }

    static String of(long version, Instant modifiedAt) {
        return "\"" + version + "-" + Long.toString(modifiedAt.toEpochMilli(), 36) + "\"";
    }

    /** What a write's condition headers ask for. */
    sealed interface Condition {}

    record None() implements Condition {}

    record Absent() implements Condition {}

    record Tag(String etag) implements Condition {}

    static Condition condition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw new BadRequest("invalid-condition", "send If-Match or If-None-Match, not both");
        }
        if (ifNoneMatch != null) {
            if (!ifNoneMatch.strip().equals("*")) {
                throw new BadRequest("invalid-condition", "If-None-Match of a write must be *");
            }
            return new Absent();
        }
        return ifMatch == null ? new None() : new Tag(ifMatch.strip());
    }

    /** The store's precondition, given what is there now; empty where the condition has failed already. */
    static Optional<Precondition> precondition(Condition condition, Optional<Parameter> current) {
        return switch (condition) {
            case None() -> Optional.of(Precondition.NONE);
            case Absent() -> Optional.of(Precondition.ABSENT);
            case Tag(String etag) ->
                current.filter(c -> etag.equals("*") || etag.equals(of(c)))
                        .map(c -> new Precondition.Matches(c.version()));
        };
    }
}
