package dev.gatehouse.config.http.v1;

import dev.gatehouse.config.snapshot.Format;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which representation of a snapshot a request accepts. */
final class MediaTypes {
    static final String EVENT_STREAM = "text/event-stream";

    private MediaTypes() {}

    /** The format that an exact or absent {@code Accept} names; empty where it has to be negotiated. */
    static Optional<Format> plain(@Nullable String accept) {
        if (accept == null || accept.equals("*/*")) {
            return Optional.of(Format.JSON);
        }
        for (Format format : Format.values()) {
            if (format.mediaType().equals(accept)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * The format preferred among those that the header accepts, by its weights and then its order. The most specific
     * range that covers a format gives its weight (RFC 9110, section 12.5.1); a weight of 0 excludes it.
     */
    static Optional<Format> negotiated(RoutingContext context) {
        List<Range> accepted =
                context.parsedHeaders().accept().stream().map(Range::of).toList();
        if (accepted.isEmpty()) {
            return Optional.of(Format.JSON);
        }
        Format best = null;
        Range bestRange = null;
        for (Format format : Format.values()) {
            Range range = mostSpecific(accepted, format);
            if (range != null && range.weight > 0 && (bestRange == null || precedes(accepted, range, bestRange))) {
                best = format;
                bestRange = range;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean precedes(List<Range> accepted, Range one, Range other) {
        int byWeight = Float.compare(one.weight, other.weight);
        return byWeight > 0 || (byWeight == 0 && accepted.indexOf(one) < accepted.indexOf(other));
    }

    private static @Nullable Range mostSpecific(List<Range> accepted, Format format) {
        Range found = null;
        for (Range range : accepted) {
            if (range.covers(format) && (found == null || range.specificity() > found.specificity())) {
                found = range;
            }
        }
        return found;
    }

    /** One of the header's ranges. */
    private record Range(String type, String subtype, float weight) {
        /** The weight is asked for first: it makes the header's parser look at the text at all. */
        static Range of(MIMEHeader header) {
            float weight = header.weight();
            return new Range(
                    Objects.requireNonNullElse(header.component(), ""),
                    Objects.requireNonNullElse(header.subComponent(), ""),
                    weight);
        }

        boolean covers(Format format) {
            String[] parts = format.mediaType().split("/", 2);
            return (type.equals("*") || type.equalsIgnoreCase(parts[0]))
                    && (subtype.equals("*") || subtype.equalsIgnoreCase(parts[1]));
        }

        int specificity() {
            return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
        }
    }
}
