package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.lifecycle.LogInFolder.Step;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** The feature over a log in a folder; it can be started anew over what it left. */
final class Bench implements AutoCloseable {
    static final Caller CALLER =
            new Caller(new Principal("token:officer", (capability, resource) -> true), "192.0.2.7", "request-1");
    static final Holds.Permission ANYBODY = terms -> {};

    final LogInFolder log;
    final MemoryState state = new MemoryState();
    final Set<Long> blanked = new TreeSet<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Copies copies = new Blanked();
    Ledger ledger;
    Erasures erasures;
    Holds holds;

    Bench(Path folder) {
        log = new LogInFolder(folder);
        ledger = ledger();
        erasures = new Erasures(ledger, this::id, () -> log.now);
        holds = new Holds(ledger, this::id, () -> log.now);
    }

    /** Forgets what was in memory, as a process that died does. */
    void restart() {
        ledger = ledger();
        erasures = new Erasures(ledger, this::id, () -> log.now);
        holds = new Holds(ledger, this::id, () -> log.now);
        ledger.settle();
    }

    private Ledger ledger() {
        return new Ledger(log, copies, state, Duration.ZERO);
    }

    private String id() {
        return "id-" + ids.incrementAndGet();
    }

    private final class Blanked implements Copies {
        @Override
        public void erase(List<Long> indexes) {
            log.pass(Step.BEFORE_COPIES);
            blanked.addAll(indexes);
            log.pass(Step.AFTER_COPIES);
        }

        @Override
        public boolean scrub() {
            return true;
        }
    }

    ErasureOutcome erase(String source, long index) {
        return erasures.erase(CALLER, request(source, index));
    }

    static ErasureRequest request(String source, long index) {
        return new ErasureRequest(source, new ErasureRequest.ByIndex(index), "asked for by the person");
    }

    ErasureOutcome erase(String source, String uid) {
        return erasures.erase(
                CALLER, new ErasureRequest(source, new ErasureRequest.ByUid(uid), "asked for by the person"));
    }

    Holds.PutOutcome hold(String name, String... patterns) {
        return holds.put(CALLER, terms(name, Optional.empty(), Optional.empty(), patterns), ANYBODY);
    }

    static HoldTerms terms(String name, Optional<Instant> from, Optional<Instant> to, String... patterns) {
        return new HoldTerms(
                name, List.of(patterns).stream().map(SourcePattern::new).toList(), from, to, "a case");
    }

    RetentionSweep sweep(Retention.Rule... rules) {
        return new RetentionSweep(
                ledger, new Retention(List.of(rules)), RetentionSweep.SweepLimits.DEFAULT, () -> log.now);
    }

    @Override
    public void close() {
        log.close();
    }

    /** A state in memory. */
    static final class MemoryState implements LifecycleState {
        Optional<Saved> saved = Optional.empty();
        int saves;

        @Override
        public Optional<Saved> load() {
            return saved;
        }

        @Override
        public void save(Saved next) {
            saved = Optional.of(next);
            saves++;
        }
    }
}
