package dev.gatehouse.scanner.source.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** An open repository, bare or not. Nothing in it is changed, and nothing outside of it is read. Safe for several threads. */
public final class GitRepository implements AutoCloseable {
    private final Path path;
    private final Repository repository;

    private GitRepository(Path path, Repository repository) {
        this.path = path;
        this.repository = repository;
    }

    /**
     * Opens the repository that a path is in, as git itself finds it.
     *
     * @throws IOException there is none, or it is of a kind that can't be read; the message says so
     */
    public static GitRepository open(Path path) throws IOException {
        return open(path, Optional.empty());
    }

    /**
     * Opens a repository with another index than its own: {@code git commit -a} and {@code git commit FILE} give one to their
     * hooks.
     *
     * @throws IOException there is none, or it is of a kind that can't be read; the message says so
     */
    public static GitRepository open(Path path, Optional<Path> index) throws IOException {
        QuietSystem.install();
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(path.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw new IOException("there is no git repository at " + path);
        }
        index.ifPresent(file -> builder.setIndexFile(file.toAbsolutePath().toFile()));
        try {
            return new GitRepository(path, builder.setMustExist(true).build());
        } catch (IOException | RuntimeException e) {
            throw new IOException("the git repository at " + path + " can't be opened", e);
        }
    }

    /** What was opened. */
    String path() {
        return path.toString();
    }

    Repository jgit() {
        return repository;
    }

    /** Whether a revision names a commit. */
    public boolean has(String revision) {
        try {
            return repository.resolve(revision + "^{commit}") != null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * The part of its history that a text means: a date, such as 2026-01-31, with or without a time, or a commit; all of it
     * where there is no text.
     *
     * @throws IllegalArgumentException it is neither; the message begins with the text
     */
    public Since since(Optional<String> text) {
        if (text.isEmpty()) {
            return new Since.Beginning();
        }
        Optional<Instant> date = date(text.get());
        if (date.isPresent()) {
            return new Since.Date(date.get());
        }
        if (!has(text.get())) {
            throw new IllegalArgumentException(text.get() + " is neither a date, such as 2026-01-31, nor a commit");
        }
        return new Since.Commit(text.get());
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether its history ends where somebody cut it off. */
    public boolean isShallow() {
        return Files.isRegularFile(new File(repository.getDirectory(), "shallow").toPath());
    }

    /** Who made a commit, and when; empty if it can't be read. */
    public Optional<Authored> authored(String commit) {
        try (ObjectReader reader = repository.newObjectReader()) {
            PersonIdent author =
                    History.read(reader, ObjectId.fromString(commit)).getAuthorIdent();
            return Optional.of(new Authored(author.getName(), author.getEmailAddress(), author.getWhenAsInstant()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A commit's author. The words are as the commit has them, with any character.
     *
     * @param when the author's date
     */
    public record Authored(String name, String email, Instant when) {}

    @Override
    public void close() {
        repository.close();
    }
}
