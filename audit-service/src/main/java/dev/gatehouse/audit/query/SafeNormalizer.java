package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Normalizer;
import dev.gatehouse.audit.event.Outcome;
import java.util.List;
import java.util.function.Consumer;

/** Gives an event that a normalizer can't take no meaning: it must not keep all that follow from being found. */
public final class SafeNormalizer implements Normalizer {
    private final Normalizer normalizer;
    private final Consumer<String> defects;

    /** @param defects is told the name of the exception's class that a normalizer threw */
    public SafeNormalizer(Normalizer normalizer, Consumer<String> defects) {
        this.normalizer = normalizer;
        this.defects = defects;
    }

    @Override
    public NormalizedEvent normalize(Event event) {
        try {
            return normalizer.normalize(event);
        } catch (RuntimeException defect) {
            defects.accept(defect.getClass().getName());
            return new NormalizedEvent(
                    event.time(), 0, 0, 0, Outcome.UNKNOWN, "", "", List.of(), "", "", "", ByteSlice.of("{}"));
        }
    }
}
