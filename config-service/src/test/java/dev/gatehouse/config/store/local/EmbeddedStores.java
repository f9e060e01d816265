package dev.gatehouse.config.store.local;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** The embedded stores in a folder of a test's, over connections that are set up as the service's are. */
record EmbeddedStores(DataSource source, SqliteDatabase database, Keyring keyring, InstantSource clock) {
    static EmbeddedStores over(DataSource source, Path folder, InstantSource clock) {
        Keyring keyring = Keyring.loadOrCreate(folder.resolve("keyring.json"));
        return new EmbeddedStores(source, SqliteDatabase.open(source), keyring, clock);
    }

    static SQLiteDataSource source(Path folder) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url(folder));
        return source;
    }

    /** Connections out of a pool, as the service has them. */
    static AgroalDataSource pool(Path folder) throws SQLException {
        return pool(url(folder));
    }

    static AgroalDataSource pool(String url) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .acquisitionTimeout(Duration.ofSeconds(20))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
    }

    static String url(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("gatehouse.db")
                + "?journal_mode=WAL&synchronous=FULL&foreign_keys=true&busy_timeout="
                + TimeUnit.SECONDS.toMillis(5);
    }

    SqliteParameterStore parameters() {
        return parameters(SqliteParameterStore.KEPT_VERSIONS);
    }

    SqliteParameterStore parameters(int keptVersions) {
        return new SqliteParameterStore(database, keyring, clock, keptVersions);
    }

    SqliteSecretStore secrets() {
        return secrets(SqliteSecretStore.KEPT_VERSIONS);
    }

    SqliteSecretStore secrets(int keptVersions) {
        return new SqliteSecretStore(database, keyring, clock, keptVersions);
    }

    /** Changes rows behind the stores' back, and returns how many. */
    int tamper(String update) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(update)) {
            return statement.executeUpdate();
        }
    }
}
