package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Seals the values of the database's rows, each for the row that it stands in: a sealed value that was moved to another
 * name, version or kind does not open.
 *
 * <p>It does not notice that a row was put back to an earlier content of the same name and version, nor that rows were
 * taken away.
 */
final class Seals {
    private static final byte[] NOTHING = new byte[0];

    private final Keyring keyring;

    private Seals(Keyring keyring) {
        this.keyring = keyring;
    }

    /**
     * The seals of a database.
     *
     * @throws StoreException.Corrupt the database was sealed with other keys: told when it is opened, not when a value is
     *     first read
     */
    static Seals of(SqliteDatabase database, Keyring keyring) {
        database.write("check the keys", connection -> {
            for (DataClass dataClass : DataClass.values()) {
                check(connection, keyring, dataClass);
            }
            return true;
        });
        return new Seals(keyring);
    }

    byte[] seal(ParameterPath path, long version, ParameterValue value) {
        return seal(
                value.dataClass(), value.text().getBytes(StandardCharsets.UTF_8), owner(path, version, value.kind()));
    }

    ParameterValue open(ParameterPath path, long version, ParameterKind kind, DataClass dataClass, byte[] sealed) {
        byte[] plaintext = keyring.open(dataClass, sealed, owner(path, version, kind));
        try {
            return new ParameterValue(kind, dataClass, new String(plaintext, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    byte[] seal(SecretName name, VersionId version, DataClass dataClass, SecretValue value) {
        return seal(dataClass, value.reveal(), owner(name, version));
    }

    SecretValue open(SecretName name, VersionId version, DataClass dataClass, byte[] sealed) {
        byte[] plaintext = keyring.open(dataClass, sealed, owner(name, version));
        try {
            return SecretValue.of(plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private byte[] seal(DataClass dataClass, byte[] plaintext, byte[] owner) {
        try {
            return keyring.seal(dataClass, plaintext, owner);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static byte[] owner(ParameterPath path, long version, ParameterKind kind) {
        return owner("parameter", path.value(), Long.toString(version), kind.wireName());
    }

    private static byte[] owner(SecretName name, VersionId version) {
        return owner("secret", name.value(), version.value());
    }

    // No part can hold a line break, so that no two owners are written alike.
    private static byte[] owner(String... parts) {
        return String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    }

    private static void check(Connection connection, Keyring keyring, DataClass dataClass) throws SQLException {
        byte[] owner = owner("check", dataClass.name());
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sealed FROM seal_check WHERE data_class = ?")) {
            select.setString(1, dataClass.name());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    open(keyring, dataClass, row.getBytes(1), owner);
                    return;
                }
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO seal_check (data_class, sealed) VALUES (?, ?)")) {
            insert.setString(1, dataClass.name());
            insert.setBytes(2, keyring.seal(dataClass, NOTHING, owner));
            insert.executeUpdate();
        }
    }

    private static void open(Keyring keyring, DataClass dataClass, byte[] sealed, byte[] owner) {
        try {
            keyring.open(dataClass, sealed, owner);
        } catch (StoreException.Corrupt otherKeys) {
            throw new StoreException.Corrupt(
                    "the database was not sealed with the keys of this key file; restore the key file that belongs to it",
                    otherKeys);
        }
    }
}
