package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretSource;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;

/** Which rotator each secret has. */
public final class Rotators {
    private final Rotator generated;
    private final Rotator person;
    private final Rotator database;

    /** @param local whether logins of databases are only made up where there is no admin secret */
    public Rotators(SecretStore secrets, SecretGenerator generator, DatabaseAccounts accounts, boolean local) {
        this.generated = new GeneratedRotator(generator);
        this.person = new PersonRotator(generator);
        this.database = new DatabaseRotator(secrets, generator, accounts, local);
    }

    Rotator of(SecretSpec spec) {
        if (spec.rotation().database().isPresent()) {
            return database;
        }
        return switch (spec.source()) {
            case SecretSource.Generated ignored -> generated;
            case SecretSource.Person ignored -> person;
        };
    }
}
