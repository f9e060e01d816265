package dev.gatehouse.config.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.secret.DatabaseUsers;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretFields;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import java.util.Optional;

/**
 * Logins of a database with two users that take turns: the new version is the other user with a new password, so that the
 * old one works until it is retired by a password that nobody knows.
 *
 * <p>A new version with the user of the current one is a value that was only made up, which happens in local mode where
 * there is no admin secret; then no database is asked at any step.
 */
final class DatabaseRotator implements Rotator {
    private final SecretStore secrets;
    private final SecretGenerator generator;
    private final DatabaseAccounts accounts;
    private final boolean local;

    /** @param local whether values are only made up where there is no admin secret */
    DatabaseRotator(SecretStore secrets, SecretGenerator generator, DatabaseAccounts accounts, boolean local) {
        this.secrets = secrets;
        this.generator = generator;
        this.accounts = accounts;
        this.local = local;
    }

    @Override
    public Creation create(RotationTarget target, SecretValue current) {
        Optional<String> user = text(current, users(target).usernameField());
        if (user.isEmpty()) {
            return failed("the current value is no JSON object with a user");
        }
        SecretName admin = adminName(target);
        boolean present = secrets.describe(admin).isPresent();
        if (!present && !local) {
            return failed("there is no secret " + admin + " with the login that may change passwords");
        }
        Optional<SecretValue> made = generator.regenerate(target.spec(), current);
        if (made.isEmpty()) {
            return failed("the template makes no password");
        }
        return present ? turned(target, made.get(), users(target).after(user.get())) : new Made(made.get());
    }

    private static Creation turned(RotationTarget target, SecretValue made, String user) {
        try (made) {
            return SecretFields.with(made, users(target).usernameField(), user)
                    .<Creation>map(Made::new)
                    .orElseGet(() -> failed("the new value is no JSON object"));
        }
    }

    @Override
    public StepOutcome set(RotationTarget target, SecretValue current, SecretValue pending) {
        return sameUser(target, current, pending)
                ? StepOutcome.NOTHING_TO_DO
                : login(target, pending)
                        .map(login -> change(target, login, login.password()))
                        .orElseGet(DatabaseRotator::noLogin);
    }

    @Override
    public StepOutcome test(RotationTarget target, SecretValue current, SecretValue pending) {
        if (sameUser(target, current, pending)) {
            return StepOutcome.NOTHING_TO_DO;
        }
        return login(target, pending)
                .map(login -> outcome(accounts.tryLogin(login)))
                .orElseGet(DatabaseRotator::noLogin);
    }

    @Override
    public StepOutcome retire(RotationTarget target, SecretValue old, SecretValue current) {
        return lockOut(target, old, current);
    }

    /** The other user gets back what the version before the current one says, or else a password that nobody knows. */
    @Override
    public StepOutcome rollBack(
            RotationTarget target, SecretValue current, SecretValue pending, Optional<SecretValue> previous) {
        Optional<DatabaseLogin> before =
                previous.filter(value -> sameUser(target, value, pending)).flatMap(value -> login(target, value));
        if (before.isPresent() && !sameUser(target, current, pending)) {
            return change(target, before.get(), before.get().password());
        }
        return lockOut(target, pending, current);
    }

    /** A user that the current version has must not be touched. */
    private StepOutcome lockOut(RotationTarget target, SecretValue value, SecretValue current) {
        if (sameUser(target, value, current)) {
            return StepOutcome.NOTHING_TO_DO;
        }
        return login(target, value)
                .map(login -> change(target, login, generator.unknownPassword()))
                .orElseGet(DatabaseRotator::noLogin);
    }

    private StepOutcome change(RotationTarget target, DatabaseLogin login, String password) {
        Optional<DatabaseLogin> admin = admin(target, login);
        return admin.map(by -> outcome(accounts.changePassword(by, login.user(), password)))
                .orElseGet(() -> new StepOutcome.Failed(
                        "the secret " + adminName(target) + " holds no login that may change passwords"));
    }

    private static StepOutcome outcome(DatabaseAccounts.Reply reply) {
        return switch (reply) {
            case DatabaseAccounts.Ok() -> StepOutcome.DONE;
            case DatabaseAccounts.Refused(String problem) -> new StepOutcome.Failed(problem);
            case DatabaseAccounts.Away(String problem) -> new StepOutcome.Retry(problem);
        };
    }

    private Optional<DatabaseLogin> admin(RotationTarget target, DatabaseLogin beside) {
        Optional<Secret> stored = secrets.get(adminName(target), SecretSelector.CURRENT);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try (SecretValue value = stored.get().value()) {
            Optional<String> user = text(value, "username");
            Optional<String> password = text(value, "password");
            return user.isEmpty() || password.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new DatabaseLogin(
                            text(value, "host").orElse(beside.host()),
                            port(value).orElse(beside.port()),
                            text(value, "dbname").orElse(beside.database()),
                            user.get(),
                            password.get()));
        }
    }

    private static Optional<DatabaseLogin> login(RotationTarget target, SecretValue value) {
        Optional<String> user = text(value, users(target).usernameField());
        Optional<String> password = text(value, users(target).passwordField());
        Optional<String> host = text(value, "host");
        Optional<String> database = text(value, "dbname");
        Optional<Integer> port = port(value);
        return user.isPresent() && password.isPresent() && host.isPresent() && database.isPresent() && port.isPresent()
                ? Optional.of(new DatabaseLogin(host.get(), port.get(), database.get(), user.get(), password.get()))
                : Optional.empty();
    }

    private static boolean sameUser(RotationTarget target, SecretValue one, SecretValue other) {
        String field = users(target).usernameField();
        return text(one, field).equals(text(other, field));
    }

    private static Optional<String> text(SecretValue value, String field) {
        return SecretFields.field(value, field).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static Optional<Integer> port(SecretValue value) {
        return SecretFields.field(value, "port")
                .filter(port -> port.isIntegralNumber() && port.canConvertToInt())
                .map(JsonNode::intValue)
                .filter(port -> port > 0 && port <= 65_535);
    }

    private static DatabaseUsers users(RotationTarget target) {
        return target.spec().rotation().database().orElseThrow();
    }

    private static SecretName adminName(RotationTarget target) {
        return target.beside(users(target).adminSecret());
    }

    private static Creation failed(String problem) {
        return new NotMade(new StepOutcome.Failed(problem));
    }

    private static StepOutcome noLogin() {
        return new StepOutcome.Failed("the value lacks host, port, dbname, user or password");
    }
}
