package dev.gatehouse.scanner.source.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Repositories that stay open from one object to the next, since the index of a large one takes long to read. The one that was
 * not used for longest goes when there are too many; what is still read of it is read to its end.
 */
final class OpenRepositories {
    private static final int MOST = 8;

    private final Map<String, GitRepository> open = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * The repository at a place, which the caller closes.
     *
     * @throws IOException there is none
     */
    synchronized GitRepository take(String location) throws IOException {
        GitRepository repository = open.get(location);
        if (repository == null) {
            repository = GitRepository.open(Path.of(location));
            open.put(location, repository);
            if (open.size() > MOST) {
                Iterator<GitRepository> eldest = open.values().iterator();
                eldest.next().close();
                eldest.remove();
            }
        }
        // Each close takes one away; at none the files are closed.
        repository.jgit().incrementOpen();
        return repository;
    }
}
