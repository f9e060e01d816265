package dev.gatehouse.config.secret;

import java.util.List;

/**
 * Two users of a database that take turns as the login that a secret holds, so that the old login works while the new one
 * is picked up.
 *
 * @param usernameField the field of the secret that holds the user
 * @param passwordField the field that holds the password
 * @param users both, different from each other
 * @param adminSecret the name, beside the secret's own, of the secret with the login that may change their passwords: a
 *     JSON object with {@code username} and {@code password}, and {@code host}, {@code port} and {@code dbname} where
 *     they differ from the secret's own
 */
public record DatabaseUsers(String usernameField, String passwordField, List<String> users, String adminSecret) {
    public DatabaseUsers {
        users = List.copyOf(users);
        if (users.size() != 2 || users.getFirst().equals(users.getLast())) {
            throw new IllegalArgumentException("there must be two different users");
        }
    }

    /** Whose turn it is after this user; the first one's where neither had it. */
    public String after(String user) {
        return users.getFirst().equals(user) ? users.getLast() : users.getFirst();
    }
}
