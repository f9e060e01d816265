package dev.gatehouse.client.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of one secret that are at hand: the current one, for a while the one before, and which counts as adopted. */
final class HeldSecret {
    private final String name;
    private String version;
    private SecretText value;
    private String adopted;
    private Instant confirmedAt;
    private @Nullable SecretLease previous;
    private Instant replacedAt = Instant.MIN;

    /** From its first version on, which is adopted by being asked for. */
    HeldSecret(String name, String version, SecretText value, Instant now) {
        this.name = name;
        this.version = version;
        this.value = value;
        this.adopted = version;
        this.confirmedAt = now;
    }

    String name() {
        return name;
    }

    synchronized SecretLease current() {
        return new SecretLease(name, version, value.copy());
    }

    synchronized Optional<SecretLease> previous() {
        return Optional.ofNullable(previous)
                .map(lease ->
                        new SecretLease(name, lease.version(), lease.value().copy()));
    }

    synchronized String version() {
        return version;
    }

    /** The version that the application is known to use. */
    synchronized String adopted() {
        return adopted;
    }

    synchronized boolean toBeTold() {
        return !adopted.equals(version);
    }

    synchronized void adopt(String told) {
        adopted = told;
    }

    synchronized Instant confirmedAt() {
        return confirmedAt;
    }

    /** The service has said that this is the current version. */
    synchronized void confirm(Instant now) {
        confirmedAt = now;
    }

    /** Takes what the service says is current, which is this object's from here on; whether that is another version. */
    synchronized boolean accept(String newVersion, SecretText newValue, Instant now) {
        confirmedAt = now;
        if (newVersion.equals(version)) {
            newValue.close();
            return false;
        }
        dropPrevious();
        previous = new SecretLease(name, version, value);
        replacedAt = now;
        version = newVersion;
        value = newValue;
        return true;
    }

    /** Overwrites the version before, once it was kept long enough and nobody is known to use it. */
    synchronized void age(Instant now, Duration keepPrevious) {
        if (!toBeTold() && Duration.between(replacedAt, now).compareTo(keepPrevious) >= 0) {
            dropPrevious();
        }
    }

    synchronized void wipe() {
        value.close();
        dropPrevious();
    }

    private void dropPrevious() {
        if (previous != null) {
            previous.close();
            previous = null;
        }
    }

    @Override
    public String toString() {
        return name + " [redacted]";
    }
}
