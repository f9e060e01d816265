package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.reader.LogUnavailable;
import dev.gatehouse.config.reader.Readers;
import dev.gatehouse.config.reader.SecretReaders;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.Caller;
import java.time.Instant;
import java.util.Optional;

/** Who read a secret, as a caller may see who may list it. */
public final class GuardedReaders {
    private final Optional<Readers> readers;
    private final Gatekeeper gate;

    /** @param readers empty where no audit log can be asked */
    public GuardedReaders(Optional<Readers> readers, Gatekeeper gate) {
        this.readers = readers;
        this.gate = gate;
    }

    /**
     * Who read a secret, there or not: the log knows those that are gone.
     *
     * @throws LogUnavailable the audit log can't be asked
     */
    public SecretReaders of(Caller caller, SecretName name, Optional<VersionId> version, Optional<Instant> since) {
        gate.require(caller, Capabilities.LIST, name);
        return readers.orElseThrow(() -> new LogUnavailable("this service is not told which audit log to ask"))
                .of(name, version, since);
    }
}
