package dev.gatehouse.config.rotation;

/**
 * Changes passwords of a database's users, and tries them. Each call opens a connection of its own, blocks, and ends
 * within the time that the adapter was given. It tells failures in words of its own, since a database's may quote what
 * it was sent.
 */
public interface DatabaseAccounts {
    /** How a call ended. */
    sealed interface Reply {}

    record Ok() implements Reply {}

    /** The database was reached, and will not do it. */
    record Refused(String problem) implements Reply {}

    /** The database was not reached, or is not ready. */
    record Away(String problem) implements Reply {}

    /** Sets a user's password, in a form that does not show it to the database's logs. */
    Reply changePassword(DatabaseLogin admin, String user, String password);

    /** Logs in and asks something. */
    Reply tryLogin(DatabaseLogin login);
}
