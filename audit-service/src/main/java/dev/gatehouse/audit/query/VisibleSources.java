package dev.gatehouse.audit.query;

import java.util.Collection;
import java.util.List;

/**
 * Which sources' events the caller may see. It is part of each query, so that neither rows nor counts tell of others. An
 * erased event has no source any more, and is seen only by who may see all.
 *
 * @param patterns of sources; an event is seen where one of them matches, so none where there is none
 */
public record VisibleSources(List<TextFilter> patterns) {
    /** All of them. */
    public static final VisibleSources ALL = new VisibleSources(List.of(TextFilter.ANY));
    /** None of them. */
    public static final VisibleSources NONE = new VisibleSources(List.of());

    public VisibleSources {
        patterns = List.copyOf(patterns);
    }

    /** Exactly these sources, whose names have no stars. */
    public static VisibleSources of(Collection<String> sources) {
        return new VisibleSources(sources.stream().map(TextFilter::new).toList());
    }

    /** Whether each source is seen, also that of erased events. */
    public boolean isAll() {
        return patterns.stream().anyMatch(TextFilter::isAny);
    }
}
