package dev.gatehouse.audit;

import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Counts the dead letters that are kept, and those for which there was no room. */
final class MeteredDeadLetters implements DeadLetters {
    private static final Logger LOG = Logger.getLogger(MeteredDeadLetters.class);

    private final DeadLetters letters;
    private final MeterRegistry registry;
    private final Counter refused;

    MeteredDeadLetters(DeadLetters letters, MeterRegistry registry) {
        this.letters = letters;
        this.registry = registry;
        this.refused = Counter.builder("gatehouse.dead.letters.refused")
                .description("What is no event, and could not be kept as a dead letter")
                .register(registry);
    }

    @Override
    public void add(List<DeadLetter> added) {
        try {
            letters.add(added);
        } catch (DeadLettersUnavailable e) {
            refused.increment(added.size());
            LOG.errorf("dead letters could not be kept; count=%d problem=%s", added.size(), e.getMessage());
            throw e;
        }
        added.forEach(letter -> Counter.builder("gatehouse.dead.letters.kept")
                .description("What is no event, and was kept as a dead letter; a redelivered one counts again")
                .tag("reason", letter.reason())
                .register(registry)
                .increment());
    }

    @Override
    public List<KeptLetter> list(Optional<String> after, int max) {
        return letters.list(after, max);
    }

    @Override
    public Optional<KeptLetter> find(String id) {
        return letters.find(id);
    }

    @Override
    public Optional<DeadLetter> read(String id) {
        return letters.read(id);
    }

    @Override
    public boolean delete(String id) {
        return letters.delete(id);
    }
}
