package dev.gatehouse.config.rotation;

/**
 * A login of a database.
 *
 * @param host a name or an address
 * @param database the database's name
 * @param password in clear; never shown by {@link #toString}
 */
public record DatabaseLogin(String host, int port, String database, String user, String password) {
    @Override
    public String toString() {
        return "DatabaseLogin[redacted]";
    }
}
