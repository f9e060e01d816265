package dev.gatehouse.scanner.work.local;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Globs of what is left out. */
final class Excludes {
    private static final String GIT = ".git";

    private final List<String> globs = new ArrayList<>();
    private final List<PathMatcher> matchers = new ArrayList<>();

    Excludes(Optional<String> option) {
        for (String glob : option.orElse("").split(",", -1)) {
            if (!glob.isBlank()) {
                globs.add(glob.strip());
                matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob.strip()));
            }
        }
    }

    /** Why an entry is left out; empty where it is not. */
    Optional<String> reason(Path relative, boolean folder) {
        if (folder && relative.endsWith(GIT)) {
            return Optional.of("a repository's own files: scan it as git");
        }
        for (int i = 0; i < matchers.size(); i++) {
            if (matchers.get(i).matches(relative)) {
                return Optional.of("the target's exclude " + globs.get(i));
            }
        }
        return Optional.empty();
    }
}
