package dev.gatehouse.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Lets a value slip into two places: a commit of a git repository, and a file of what is watched. */
final class Leak {
    private static final String FILE = "settings.py";

    private final Path repository;
    private final WatchedPlace watched;
    private final String name;

    /**
     * Where to.
     *
     * @param repository is made where it is not there
     * @param name of what is dropped
     */
    Leak(Path repository, WatchedPlace watched, String name) {
        this.repository = repository;
        this.watched = watched;
        this.name = name;
    }

    Path repository() {
        return repository;
    }

    /** Drops a file with the value. */
    void drop(String value) {
        watched.put(name, "export COMMUNICATION_KEY='" + value + "'\n");
    }

    /** Whether what was dropped is there no longer. */
    boolean contained() {
        return watched.gone(name);
    }

    /** Commits a file with the value. */
    void commit(String value) {
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve(FILE), "COMMUNICATION_KEY = \"" + value + "\"\n");
            git.add().addFilepattern(FILE).call();
            git.commit()
                    .setMessage("settings")
                    .setAuthor("A developer", "developer@example.com")
                    .setCommitter("A developer", "developer@example.com")
                    .setSign(false)
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new StepFailed("the commit was not made: " + e.getClass().getSimpleName());
        }
    }
}
