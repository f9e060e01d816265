package dev.gatehouse.config.secret;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps secrets by name, each with its versions and the stages that point at them.
 *
 * <p><b>Stages.</b> A stage points at one version at most. When {@code AWSCURRENT} moves from one version to another,
 * {@code AWSPREVIOUS} moves to the one it left. A version that no stage points at may be forgotten at any time.
 *
 * <p><b>Consistency.</b> A read that names a version sees every write that returned. A read by stage sees the last
 * move of that stage that returned; on a back end with lagging replicas it may for a few seconds see the one before.
 *
 * <p><b>Durability and retries</b> are as in {@link dev.gatehouse.config.parameter.ParameterStore}. A write names its
 * version, so that it can be sent again.
 *
 * <p><b>Deletion.</b> A secret scheduled for deletion is not readable, and is listed with its date.
 *
 * <p><b>Failures</b> are {@link dev.gatehouse.service.failure.StoreException}s. Every method blocks; an implementation
 * is safe for use by many threads.
 */
public interface SecretStore {
    /** Days that a deleted secret can be restored in: Secrets Manager's 7 to 30. */
    int MIN_RECOVERY_DAYS = 7;

    int MAX_RECOVERY_DAYS = 30;

    /** One version with its value; empty where it does not exist or is scheduled for deletion. The caller closes it. */
    Optional<Secret> get(SecretName name, SecretSelector selector);

    /** The current version of each; those that do not exist are left out. Any number of names. */
    Map<SecretName, Secret> getAll(Set<SecretName> names);

    /** What is known of a secret without its value; empty where it does not exist. */
    Optional<SecretMetadata> describe(SecretName name);

    /**
     * Metadata of the secrets whose name starts with {@code prefix + "/"}, ordered by name where the back end orders.
     *
     * @param cursor from the page before; empty for the first
     * @param limit items of a page, at least 1; an adapter may return fewer though more follow
     * @throws dev.gatehouse.service.failure.InvalidName the cursor is not one that this store gave
     */
    Page<SecretMetadata> list(String prefix, Optional<String> cursor, int limit);

    /**
     * Creates a secret with its first version, which {@code AWSCURRENT} then points at. Sent again with the same version
     * and value it is unchanged; with any other it exists already.
     */
    PutResult create(SecretName name, DataClass dataClass, String description, VersionId version, SecretValue value);

    /**
     * Adds a version and points the stages at it. Where the version is there already with the same value, it is
     * unchanged and no stage moves.
     *
     * @param stages where empty, {@code AWSCURRENT}
     */
    PutResult put(SecretName name, VersionId version, SecretValue value, Set<Stage> stages);

    /**
     * Points a stage at a version. Where it points there already it has moved, whatever {@code from} says: a move can be
     * sent again. A secret scheduled for deletion is not found.
     *
     * @param from the version that the stage points at now, as the caller knows; empty where it points at none
     */
    StageResult moveStage(SecretName name, Stage stage, Optional<VersionId> from, VersionId to);

    /**
     * Takes a stage off a version, so that it points at none. Where the stage points at another version, or at none, there
     * is nothing to take, and that is {@code Moved} too: it can be sent again. A secret scheduled for deletion is not found.
     *
     * @throws dev.gatehouse.service.failure.InvalidName the stage is {@code AWSCURRENT}, which can only move
     */
    StageResult removeStage(SecretName name, Stage stage, VersionId from);

    /**
     * Schedules the secret's deletion. One that is scheduled already keeps its date.
     *
     * @param recovery how long it can be restored, 7 to 30 days
     * @return when it will be gone; empty where there is no such secret
     * @throws dev.gatehouse.service.failure.InvalidName the time for recovery is shorter or longer
     */
    Optional<Instant> delete(SecretName name, Duration recovery);

    /** Takes a scheduled deletion back, where there is one. False where there is no such secret. */
    boolean restore(SecretName name);
}
