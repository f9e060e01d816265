package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.rotation.RotationContract;
import dev.gatehouse.config.secret.SecretStore;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Rotations over the embedded stores. */
class EmbeddedRotationTest extends RotationContract {
    private final AgroalDataSource pool;
    private final EmbeddedStores stores;

    EmbeddedRotationTest(@TempDir Path folder) throws SQLException {
        pool = EmbeddedStores.pool(folder);
        stores = EmbeddedStores.over(pool, folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Override
    protected ParameterStore parameters() {
        return stores.parameters();
    }

    @Override
    protected SecretStore secrets() {
        return stores.secrets();
    }
}
