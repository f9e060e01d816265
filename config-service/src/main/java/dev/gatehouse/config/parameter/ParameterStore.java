package dev.gatehouse.config.parameter;

import dev.gatehouse.service.failure.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps parameters by path, each with its versions.
 *
 * <p><b>Consistency.</b> A read by path sees every write that returned before it began. A listing may miss or repeat
 * what is written while it is paged through.
 *
 * <p><b>Durability.</b> A write that returned survives SIGKILL and a power cut. A write that threw may or may not have
 * happened; whoever repeats it does so with a {@link Precondition}.
 *
 * <p><b>Retries</b> are the adapter's, under a deadline of its own; a caller does not retry.
 *
 * <p><b>Failures</b> are {@link StoreException}s. Every method blocks, and none is called on an event loop. An
 * implementation is safe for use by many threads.
 */
public interface ParameterStore {
    /** One version of one parameter; empty where the path, the version or the label does not exist. */
    Optional<Parameter> get(ParameterPath path, Selector selector);

    /** The newest version of each path; those that do not exist are left out. Any number of paths. */
    Map<ParameterPath, Parameter> getAll(Set<ParameterPath> paths);

    /**
     * The newest versions of what stands below a path, not of the path itself, ordered by path.
     *
     * @param recursive whether all levels are meant, or only the next one
     * @param cursor from the page before; empty for the first
     * @param limit items of a page, at least 1; an adapter may return fewer though more follow
     * @throws dev.gatehouse.service.failure.InvalidName the cursor is not one that this store gave
     */
    Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit);

    /**
     * The versions of a path, newest first; none where it does not exist. The store may keep only the newest 100; it
     * never forgets one that carries a label, but refuses the write that would ({@link StoreException.Rejected}).
     *
     * @throws dev.gatehouse.service.failure.InvalidName the cursor is not one that this store gave
     */
    Page<Parameter> history(ParameterPath path, Optional<String> cursor, int limit);

    /**
     * Writes the next version if the precondition holds.
     *
     * <p>Of two writers with the same precondition at most one is told that it wrote. Where the back end has no
     * conditional write, the adapter says in its Javadoc how it keeps this.
     */
    WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition);

    /**
     * Deletes a path with all its versions if the precondition holds. A path that does not exist is not found,
     * whatever the precondition.
     */
    DeleteResult delete(ParameterPath path, Precondition precondition);

    /**
     * Points labels at a version; a label that pointed at another version of this path is moved.
     *
     * @return false where the version does not exist; then nothing was changed
     * @throws StoreException.Rejected the version would carry more than {@link Labels#MAX_PER_VERSION}
     */
    boolean label(ParameterPath path, long version, Set<String> labels);

    /** All pages of {@link #list} with every level, in one list. */
    default List<Parameter> listAll(ParameterPath below) {
        return Paging.all(cursor -> list(below, true, cursor, 1_000));
    }
}
