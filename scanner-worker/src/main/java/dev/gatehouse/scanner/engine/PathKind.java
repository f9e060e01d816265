package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.ObjectName;
import java.util.Locale;
import java.util.Set;

/** What a path says of what stands there. Findings in other than plain places are less sure; none is dropped. */
enum PathKind {
    /** Nothing in particular. */
    PLAIN,
    /** Pinned dependencies, full of hashes. */
    LOCK_FILE,
    /** Generated or minified code. */
    MINIFIED,
    /** Tests, fixtures, examples. */
    SAMPLE;

    private static final Set<String> LOCK_FILES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "composer.lock",
            "cargo.lock",
            "go.sum",
            "poetry.lock",
            "pdm.lock",
            "uv.lock",
            "pipfile.lock",
            "gemfile.lock",
            "podfile.lock",
            "mix.lock",
            "pubspec.lock",
            "flake.lock",
            "bun.lock",
            "deno.lock",
            "packages.lock.json",
            "gradle.lockfile",
            "package.resolved",
            ".terraform.lock.hcl");
    private static final Set<String> SAMPLE_FOLDERS = Set.of(
            "test",
            "tests",
            "testdata",
            "test-data",
            "__tests__",
            "spec",
            "specs",
            "fixture",
            "fixtures",
            "__fixtures__",
            "mock",
            "mocks",
            "__mocks__",
            "example",
            "examples",
            "sample",
            "samples",
            "testing");

    static PathKind of(ObjectName name) {
        String path = name.path().toLowerCase(Locale.ROOT).replace('\\', '/').replace(ObjectName.CONTAINER_MARK, '/');
        String[] parts = path.split("/", -1);
        String file = parts[parts.length - 1];
        if (LOCK_FILES.contains(file)) {
            return LOCK_FILE;
        }
        if (file.matches(".*[.-]min\\.(js|css|mjs)") || file.endsWith(".map") || file.matches(".*\\.bundle\\.m?js")) {
            return MINIFIED;
        }
        for (int i = 0; i < parts.length - 1; i++) {
            if (SAMPLE_FOLDERS.contains(parts[i])) {
                return SAMPLE;
            }
        }
        return file.matches("(test_.*|.*[._-](test|tests|spec|sample|example|template|dist)(\\.[a-z0-9]+)?)")
                ? SAMPLE
                : PLAIN;
    }
}
