package dev.gatehouse.config.reader;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sums up who read a secret. */
public final class Readers {
    /** Addresses that are named of one reader. */
    static final int MAX_ADDRESSES = 20;
    /** How far back is asked where nobody says: as far as versions are kept in use, and longer. */
    private static final Duration USUALLY = Duration.ofDays(365);

    private final ReadEvents events;
    private final int maxEvents;
    private final InstantSource clock;

    /** @param maxEvents that are looked at for one answer */
    public Readers(ReadEvents events, int maxEvents, InstantSource clock) {
        if (maxEvents < 1) {
            throw new IllegalArgumentException("max-events must be at least 1");
        }
        this.events = events;
        this.maxEvents = maxEvents;
        this.clock = clock;
    }

    /**
     * Who read a secret.
     *
     * @param version the only one that is asked for
     * @param since from when on; a year ago where absent
     * @throws LogUnavailable the audit log can't be asked
     */
    public SecretReaders of(SecretName name, Optional<VersionId> version, Optional<Instant> since) {
        Instant from = since.orElseGet(() -> clock.instant().minus(USUALLY));
        Map<Key, Sum> sums = new HashMap<>();
        boolean complete = events.each(name, from, maxEvents, event -> {
            Key key = new Key(event.principal(), event.version().orElse(""));
            if (version.isEmpty() || version.get().value().equals(key.version())) {
                sums.computeIfAbsent(key, k -> new Sum(event.at())).add(event);
            }
        });
        List<SecretReaders.Reader> readers = sums.entrySet().stream()
                .map(sum -> sum.getValue().reader(sum.getKey()))
                .sorted(Comparator.comparing(SecretReaders.Reader::last)
                        .reversed()
                        .thenComparing(SecretReaders.Reader::principal)
                        .thenComparing(SecretReaders.Reader::version))
                .toList();
        long counted = readers.stream().mapToLong(SecretReaders.Reader::reads).sum();
        return new SecretReaders(name, from, readers, counted, complete);
    }

    private record Key(String principal, String version) {}

    private static final class Sum {
        private final SortedSet<String> from = new TreeSet<>();
        private boolean more;
        private long reads;
        private Instant first;
        private Instant last;

        Sum(Instant at) {
            this.first = at;
            this.last = at;
        }

        void add(ReadEvent event) {
            reads++;
            first = event.at().isBefore(first) ? event.at() : first;
            last = event.at().isAfter(last) ? event.at() : last;
            event.from().ifPresent(this::address);
        }

        private void address(String address) {
            if (from.size() < MAX_ADDRESSES || from.contains(address)) {
                from.add(address);
            } else {
                more = true;
            }
        }

        SecretReaders.Reader reader(Key key) {
            return new SecretReaders.Reader(key.principal(), key.version(), reads, first, last, from, more);
        }
    }
}
