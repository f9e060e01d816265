package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.local.DataFolder;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/**
 * Writes the versions of one parameter and of one secret, in turn and until it is killed. Prints a version's number when
 * both are written.
 */
final class EndlessWriter {
    static final ParameterPath PATH = ParameterPath.of("crash/test/parameter");
    static final SecretName NAME = new SecretName("crash/test/secret");

    private EndlessWriter() {}

    public static void main(String[] arguments) throws SQLException {
        try (DataFolder folder = DataFolder.open(Path.of(arguments[0]));
                AgroalDataSource pool = EmbeddedStores.pool(folder.path())) {
            EmbeddedStores stores = EmbeddedStores.over(pool, folder.path(), InstantSource.system());
            SqliteParameterStore parameters = stores.parameters(Integer.MAX_VALUE);
            SqliteSecretStore secrets = stores.secrets(Integer.MAX_VALUE);
            secrets.create(NAME, DataClass.SECRET, "", version(0), SecretValue.of(text(0)));
            long before = parameters
                    .get(PATH, Selector.LATEST)
                    .map(Parameter::version)
                    .orElse(0L);
            for (long number = before + 1; ; number++) {
                write(parameters, secrets, number);
                System.out.println(number);
                System.out.flush();
            }
        }
    }

    /** The text of a version, which differs from that of any other and takes more than a page. */
    static String text(long number) {
        return ("version " + number + " ").repeat(400);
    }

    static VersionId version(long number) {
        return new VersionId(new UUID(0, number).toString());
    }

    private static void write(SqliteParameterStore parameters, SqliteSecretStore secrets, long number) {
        WriteResult parameter = parameters.put(PATH, ParameterValue.plain(text(number)), Precondition.NONE);
        PutResult secret = secrets.put(NAME, version(number), SecretValue.of(text(number)), Set.of());
        boolean written = parameter instanceof WriteResult.Written as
                && as.version() == number
                && secret instanceof PutResult.Written;
        if (!written) {
            throw new IllegalStateException(parameter + " and " + secret + " of version " + number);
        }
    }
}
