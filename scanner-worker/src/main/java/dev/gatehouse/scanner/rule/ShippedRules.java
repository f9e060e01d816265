package dev.gatehouse.scanner.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that are packaged with the scanner; {@code shipped/index.txt} lists their files, since a jar can't be listed. They
 * are loaded once, when this class is initialised: a native executable does that when it is built, so that its start reads
 * no TOML. Their expressions aren't checked here, but by the tests, which load each file as if it were a user's.
 */
final class ShippedRules {
    private static final LoadedRules LOADED = read();

    private ShippedRules() {}

    static LoadedRules load() {
        return LOADED;
    }

    static List<RuleFile> files() {
        return read("index.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(file -> new RuleFile(file, read(file), Origin.SHIPPED))
                .toList();
    }

    private static LoadedRules read() {
        RuleSet all = RuleSet.of(List.of(), List.of());
        List<String> warnings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (RuleFile file : files()) {
            try {
                LoadedRules loaded = RuleFileReader.trusting().load(file);
                for (Rule rule : loaded.rules().rules()) {
                    if (all.find(rule.id()).isPresent()) {
                        problems.add(file.name() + ": rule " + rule.id() + ": its id is another file's");
                    }
                }
                all = all.with(loaded.rules());
                warnings.addAll(loaded.warnings());
            } catch (InvalidRules e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return new LoadedRules(all.asShipped(), warnings);
    }

    private static String read(String file) {
        try (InputStream in = ShippedRules.class.getResourceAsStream("shipped/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the scanner was packaged without its rule file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
