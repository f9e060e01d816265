package dev.gatehouse.config.adoption;

import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each holder as a parameter, {@code /{project}/_gatehouse/holders/{environment}/{id}}, so that holders live wherever
 * parameters do, and any node knows them all. The id is made of the principal and the holder's name: a name that another
 * principal uses too is another holder, so that nobody can say of somebody else that it has adopted anything.
 *
 * <p>They are sealed as tokens are, so that who can write the database or the disk can't make a holder up.
 */
final class HolderStore {
    private static final int ID_DIGITS = 32;

    private final ParameterStore parameters;
    private final ParameterPath holders;

    /** @param holders the subtree that is theirs */
    HolderStore(ParameterStore parameters, ParameterPath holders) {
        this.parameters = parameters;
        this.holders = holders;
    }

    /** A holder and the version of its record. */
    record Stored(HolderRecord holder, ParameterPath path, long version) {}

    Optional<Stored> find(String environment, String principal, String holder) {
        return parameters
                .get(path(environment, principal, holder), Selector.LATEST)
                .map(HolderStore::read);
    }

    List<Stored> all(String environment) {
        return parameters.listAll(holders.resolve(environment)).stream()
                .map(HolderStore::read)
                .toList();
    }

    List<Stored> all() {
        return parameters.listAll(holders).stream().map(HolderStore::read).toList();
    }

    /**
     * Writes a holder where nothing else has happened to its record meanwhile.
     *
     * @param before what was read of it
     * @throws InvalidReport what it holds is too much to be kept
     */
    boolean put(HolderRecord holder, Optional<Stored> before) {
        Precondition precondition = before.<Precondition>map(stored -> new Precondition.Matches(stored.version()))
                .orElse(Precondition.ABSENT);
        ParameterPath path = path(holder.environment(), holder.principal(), holder.holder());
        return switch (parameters.put(path, value(holder), precondition)) {
            case WriteResult.Written ignored -> true;
            case WriteResult.Conflict ignored -> false;
        };
    }

    /** Forgets a holder, unless it was heard of meanwhile. */
    boolean delete(Stored stored) {
        return switch (parameters.delete(stored.path(), new Precondition.Matches(stored.version()))) {
            case DeleteResult.Deleted() -> true;
            case DeleteResult.NotFound() -> true;
            case DeleteResult.Conflict ignored -> false;
        };
    }

    private static ParameterValue value(HolderRecord holder) {
        String text = HolderJson.write(holder);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ParameterValue.MAX_BYTES) {
            throw new InvalidReport(
                    "holdings", "take " + bytes + " bytes as they are kept; at most " + ParameterValue.MAX_BYTES);
        }
        return ParameterValue.secure(text);
    }

    private ParameterPath path(String environment, String principal, String holder) {
        // A principal has no line break, and a holder's name neither, so that no two pairs are one text.
        byte[] digest = sha256().digest((principal + "\n" + holder).getBytes(StandardCharsets.UTF_8));
        return holders.resolve(environment)
                .resolve(HexFormat.of().formatHex(digest).substring(0, ID_DIGITS));
    }

    private static Stored read(Parameter parameter) {
        try {
            return new Stored(HolderJson.read(parameter.value().text()), parameter.path(), parameter.version());
        } catch (IllegalArgumentException | InvalidName damaged) {
            throw new StoreException.Corrupt(
                    "the holder's record at " + parameter.path() + " can't be read: " + damaged.getMessage(), damaged);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
