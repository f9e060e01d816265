package dev.gatehouse.config.http.v1;

import dev.gatehouse.config.snapshot.Format;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
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

    /** The format preferred among those that the header lists, by its weights and then its order. */
    static Optional<Format> negotiated(RoutingContext context) {
        List<MIMEHeader> accepted = context.parsedHeaders().accept();
        if (accepted.isEmpty()) {
            return Optional.of(Format.JSON);
        }
        return accepted.stream()
                .filter(type -> type.weight() > 0)
                .sorted((a, b) -> Float.compare(b.weight(), a.weight()))
                .map(MediaTypes::format)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Format> format(MIMEHeader type) {
        for (Format format : Format.values()) {
            String[] parts = format.mediaType().split("/", 2);
            boolean matches = (type.component().equals("*") || type.component().equals(parts[0]))
                    && (type.subComponent().equals("*") || type.subComponent().equals(parts[1]));
            if (matches) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
