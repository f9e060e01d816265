package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.report.ScanReport.CommitFacts;
import dev.gatehouse.scanner.source.ObjectSource;
import dev.gatehouse.scanner.source.git.GitRepository;
import dev.gatehouse.scanner.source.git.GitSource;
import dev.gatehouse.scanner.source.git.Since;
import dev.gatehouse.scanner.source.git.StagedFiles;
import dev.gatehouse.scanner.source.local.FileTree;
import dev.gatehouse.scanner.source.local.StandardInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a scan was asked to look at, opened. */
final class Targets implements AutoCloseable {
    private static final String STANDARD_INPUT = "-";

    private final Surroundings around;
    private final List<ObjectSource> sources = new ArrayList<>();
    private final List<GitRepository> repositories = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Targets(Surroundings around) {
        this.around = around;
    }

    /** @throws WrongUsage one of them is not there */
    static Targets open(ScanOptions options, Surroundings around) {
        Targets targets = new Targets(around);
        try {
            for (String path : options.paths()) {
                targets.add(path, options);
            }
            return targets;
        } catch (WrongUsage e) {
            targets.close();
            throw e;
        }
    }

    private void add(String word, ScanOptions options) {
        if (word.equals(STANDARD_INPUT) && options.mode() == ScanOptions.Mode.FILES) {
            if (sources.stream().anyMatch(StandardInput.class::isInstance)) {
                throw new WrongUsage("standard input can be scanned once");
            }
            sources.add(new StandardInput(around.in()));
            return;
        }
        Path path = path(word);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new WrongUsage("there is no " + word);
        }
        if (Files.isDirectory(path)) {
            folders.add(path);
        }
        if (options.mode() == ScanOptions.Mode.FILES) {
            sources.add(new FileTree(path));
        } else {
            repository(path, options);
        }
    }

    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new WrongUsage("no path: " + word);
        }
    }

    private void repository(Path path, ScanOptions options) {
        try {
            boolean staged = options.mode() == ScanOptions.Mode.STAGED;
            GitRepository repository = GitRepository.open(path, staged ? index() : Optional.empty());
            repositories.add(repository);
            if (staged) {
                sources.add(new StagedFiles(repository));
                return;
            }
            if (repository.isShallow()) {
                notes.add(
                        "the repository at " + path + " is shallow: older commits are not in it, and are not scanned");
            }
            Since since = since(options, repository);
            sources.add(new GitSource(repository, since, options.unreachable()));
        } catch (IOException e) {
            throw new WrongUsage(String.valueOf(e.getMessage()));
        }
    }

    /** The index that git gives to its hooks. */
    private Optional<Path> index() {
        String file = around.variables().getOrDefault("GIT_INDEX_FILE", "");
        return file.isEmpty() ? Optional.empty() : Optional.of(path(file));
    }

    private static Since since(ScanOptions options, GitRepository repository) {
        try {
            return repository.since(options.since());
        } catch (IllegalArgumentException e) {
            throw new WrongUsage("--since " + e.getMessage());
        }
    }

    List<ObjectSource> sources() {
        return List.copyOf(sources);
    }

    /** The folders that were named: ignore files may stand in them. */
    List<Path> folders() {
        return List.copyOf(folders);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Who made the commits that findings stand in. */
    Map<String, CommitFacts> commits(List<Finding> findings) {
        Map<String, CommitFacts> facts = new HashMap<>();
        for (Finding finding : findings) {
            for (Location place : finding.locations()) {
                place.object().version().ifPresent(commit -> facts.computeIfAbsent(commit, this::facts));
            }
        }
        facts.values().removeIf(UNKNOWN::equals);
        return facts;
    }

    private static final CommitFacts UNKNOWN = new CommitFacts("", "", Instant.EPOCH);

    private CommitFacts facts(String commit) {
        return repositories.stream()
                .flatMap(repository -> repository.authored(commit).stream())
                .map(authored -> new CommitFacts(authored.name(), authored.email(), authored.when()))
                .findFirst()
                .orElse(UNKNOWN);
    }

    @Override
    public void close() {
        repositories.forEach(GitRepository::close);
    }
}
