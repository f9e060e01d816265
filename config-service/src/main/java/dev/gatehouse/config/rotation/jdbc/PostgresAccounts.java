package dev.gatehouse.config.rotation.jdbc;

import dev.gatehouse.config.rotation.DatabaseAccounts;
import dev.gatehouse.config.rotation.DatabaseLogin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Users of PostgreSQL. A password is sent as its SCRAM-SHA-256 verifier, which the driver makes, so that neither the
 * database's logs nor whoever listens sees it. What the database says is told by its SQLSTATE only: its messages may quote
 * the statement.
 */
public final class PostgresAccounts implements DatabaseAccounts {
    /** Connection lost or refused, resources short, shutting down, timed out: classes of SQLSTATE that pass. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "58");

    private static final String SCRAM = "scram-sha-256";

    private final Duration timeout;
    private final String sslMode;
    private final Optional<String> sslRootCertificate;

    /**
     * @param timeout of connecting, and of each answer
     * @param sslMode whether TLS is asked for, and what is checked, in PostgreSQL's words
     * @param sslRootCertificate the file of the authority that signed the server's certificate, where one is needed
     */
    public PostgresAccounts(Duration timeout, String sslMode, Optional<String> sslRootCertificate) {
        this.timeout = timeout;
        this.sslMode = sslMode;
        this.sslRootCertificate = sslRootCertificate;
    }

    @Override
    public Reply changePassword(DatabaseLogin admin, String user, String password) {
        return on(
                admin,
                connection ->
                        connection.unwrap(PGConnection.class).alterUserPassword(user, password.toCharArray(), SCRAM));
    }

    @Override
    public Reply tryLogin(DatabaseLogin login) {
        return on(login, connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT 1")) {
                row.next();
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private Reply on(DatabaseLogin login, Work work) {
        try (Connection connection = source(login).getConnection(login.user(), login.password())) {
            work.on(connection);
            return new Ok();
        } catch (SQLException failure) {
            return reply(failure);
        }
    }

    private PGSimpleDataSource source(DatabaseLogin login) {
        int seconds = Math.toIntExact(Math.max(1, timeout.toSeconds()));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {login.host()});
        source.setPortNumbers(new int[] {login.port()});
        source.setDatabaseName(login.database());
        source.setConnectTimeout(seconds);
        source.setSocketTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setApplicationName("gatehouse-rotation");
        source.setGssEncMode("disable");
        source.setSslMode(sslMode);
        sslRootCertificate.ifPresent(source::setSslRootCert);
        return source;
    }

    private static Reply reply(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("08000");
        String problem = "the database answered SQLSTATE " + state;
        return PASSING.contains(state.substring(0, Math.min(2, state.length())))
                ? new Away(problem)
                : new Refused(problem);
    }
}
