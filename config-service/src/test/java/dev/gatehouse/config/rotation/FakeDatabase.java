package dev.gatehouse.config.rotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database's users in memory: fails as told. */
final class FakeDatabase implements DatabaseAccounts {
    final Map<String, String> passwords = new HashMap<>(Map.of("admin", "admin-password"));
    final List<String> changed = new ArrayList<>();
    boolean refusesLogins;
    boolean away;

    @Override
    public Reply changePassword(DatabaseLogin admin, String user, String password) {
        if (away) {
            return new Away("is away");
        }
        if (!knows(admin)) {
            return new Refused("no such login");
        }
        passwords.put(user, password);
        changed.add(user);
        return new Ok();
    }

    @Override
    public Reply tryLogin(DatabaseLogin login) {
        if (away) {
            return new Away("is away");
        }
        return knows(login) && !refusesLogins ? new Ok() : new Refused("no such login");
    }

    private boolean knows(DatabaseLogin login) {
        return login.password().equals(passwords.get(login.user()));
    }
}
