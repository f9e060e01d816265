package dev.gatehouse.scanner.rule;

import java.io.IOException;
import java.util.List;

/**
 * Rules in TOML: gitleaks' format, with our additions (confidence, checksum, likelihood, examples, counterExamples). The
 * format is described at github.com/gitleaks/gitleaks, README, "Configuration".
 *
 * <p>A key that nobody knows is a warning, since a later gitleaks may bring one; malformed TOML, a value of the wrong type,
 * an expression that doesn't compile and a rule that can't run are errors. Each names file and rule.
 *
 * @param name the file's name, for messages
 * @param text the TOML
 * @param origin whose rules they are
 */
public record RuleFile(String name, String text, Origin origin) {
    /** Gives files that {@code [extend] path} names. */
    public interface Source {
        /** Gives none. */
        Source NONE = path -> {
            throw new IOException("no file may be extended here");
        };

        /**
         * A file's text.
         *
         * @param path as it stands in the extending file
         * @throws IOException it can't be read; the message says why
         */
        String read(String path) throws IOException;
    }

    /** The rules that are part of the scanner, a file for each family. */
    public static List<RuleFile> shipped() {
        return ShippedRules.files();
    }

    /**
     * The shipped rules.
     *
     * @throws InvalidRules some can't be used
     */
    public static LoadedRules loadShipped() {
        return ShippedRules.load();
    }

    /**
     * The rules of this file, and those that it extends: {@code [extend] useDefault} takes the shipped ones.
     *
     * @throws InvalidRules some can't be used; every problem is named
     */
    public LoadedRules load(Source source) {
        return RuleFileReader.checking(source).load(this);
    }
}
