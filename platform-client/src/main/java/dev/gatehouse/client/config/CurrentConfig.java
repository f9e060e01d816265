package dev.gatehouse.client.config;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot at hand, and whether it may be read.
 *
 * <p>A read is one volatile read and a look-up. Whether it is too old is therefore not asked at each read, but by who calls {@link
 * #look}, every second; a read may be served for as long as that after the end.
 */
final class CurrentConfig {
    private final SnapshotId id;
    private final ConfigSettings settings;
    private final InstantSource clock;
    private volatile @Nullable Shown shown;

    CurrentConfig(SnapshotId id, ConfigSettings settings, InstantSource clock) {
        this.id = id;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What reads see.
     *
     * @param confirmedAt when the service's store last confirmed it
     * @param serviceStale whether the service said that it could not ask its store
     */
    private record Shown(ConfigSnapshot snapshot, Instant confirmedAt, boolean serviceStale, boolean readable) {}

    /** The value of a key; null where there is none. */
    @Nullable
    ConfigValue find(String key) {
        Shown current = shown;
        if (current == null || !current.readable) {
            throw tooOld(current);
        }
        return current.snapshot.find(key);
    }

    /** The snapshot, for whoever reads more than one key; throws where it is too old. */
    ConfigSnapshot readable() {
        Shown current = shown;
        if (current == null || !current.readable) {
            throw tooOld(current);
        }
        return current.snapshot;
    }

    /** The snapshot, however old. */
    Optional<ConfigSnapshot> snapshot() {
        return Optional.ofNullable(shown).map(Shown::snapshot);
    }

    /** When the snapshot was confirmed last. */
    Instant confirmedAt() {
        Shown current = shown;
        return current == null ? Instant.MIN : current.confirmedAt;
    }

    synchronized void accept(ConfigSnapshot snapshot, Instant confirmedAt, boolean serviceStale) {
        shown = new Shown(snapshot, confirmedAt, serviceStale, readable(confirmedAt));
    }

    synchronized void confirm(Instant confirmedAt, boolean serviceStale) {
        Shown current = shown;
        if (current != null) {
            shown = new Shown(current.snapshot, confirmedAt, serviceStale, readable(confirmedAt));
        }
    }

    /** Ends or allows reads, by the age of now. */
    synchronized void look() {
        Shown current = shown;
        if (current != null && current.readable != readable(current.confirmedAt)) {
            shown = new Shown(current.snapshot, current.confirmedAt, current.serviceStale, !current.readable);
        }
    }

    Duration age() {
        Shown current = shown;
        return current == null ? Duration.ZERO : age(current.confirmedAt);
    }

    boolean stale() {
        Shown current = shown;
        return current == null
                || current.serviceStale
                || age(current.confirmedAt).compareTo(settings.staleAfter()) >= 0;
    }

    private boolean readable(Instant confirmedAt) {
        return age(confirmedAt).compareTo(settings.maxStale()) < 0;
    }

    /** Never negative, also when the clock was set back. */
    private Duration age(Instant confirmedAt) {
        Duration age = Duration.between(confirmedAt, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private ConfigTooOld tooOld(@Nullable Shown current) {
        String age = current == null
                ? "not there yet"
                : "from " + age(current.confirmedAt).toSeconds() + " s ago";
        return new ConfigTooOld("the configuration of " + id + " is " + age + "; at most "
                + settings.maxStale().toSeconds() + " s are allowed");
    }
}
