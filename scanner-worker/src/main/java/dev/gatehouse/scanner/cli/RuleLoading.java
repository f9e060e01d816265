package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.rule.InvalidRules;
import dev.gatehouse.scanner.rule.LoadedRules;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.RuleFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gets the rules that a command names. */
final class RuleLoading {
    private static final long LARGEST_FILE = 32 << 20;

    private RuleLoading() {}

    /**
     * The rules of a file, or those that are built in.
     *
     * @throws WrongUsage the file can't be read, or has rules that can't be used
     */
    static LoadedRules of(Optional<Path> config) {
        try {
            LoadedRules loaded = config.isEmpty() ? RuleFile.loadShipped() : load(config.get());
            if (loaded.rules().rules().isEmpty()) {
                throw new WrongUsage(
                        config.map(Path::toString).orElse("the scanner") + " has no rule: nothing would be found");
            }
            return loaded;
        } catch (InvalidRules e) {
            throw new WrongUsage("the rules can't be used: " + String.join("; ", e.problems()));
        }
    }

    /**
     * The rules of a file, and of those that it extends; their paths are seen from the current folder, as gitleaks sees them.
     *
     * @throws InvalidRules some can't be used
     */
    static LoadedRules load(Path file) {
        try {
            return new RuleFile(file.toString(), text(file), Origin.USER).load(path -> text(Path.of(path)));
        } catch (IOException e) {
            throw new WrongUsage("the rule file " + file + " can't be read: " + e.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not there, or is no file");
        }
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("it is larger than " + LARGEST_FILE + " bytes");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }
}
