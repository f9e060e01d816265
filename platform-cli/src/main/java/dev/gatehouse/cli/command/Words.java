package dev.gatehouse.cli.command;

import dev.gatehouse.cli.shell.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** The words of a command line: those of the command that runs, and the options of the commands that it stands below. */
final class Words {
    private final List<ParseResult> levels = new ArrayList<>();

    Words(ParseResult whole) {
        for (ParseResult level = whole; level != null; level = level.hasSubcommand() ? level.subcommand() : null) {
            levels.addFirst(level);
        }
    }

    /** The command that runs. */
    ParseResult deepest() {
        return levels.getFirst();
    }

    /** An option's value; the one nearest to the command counts. */
    <T> Optional<T> option(String name) {
        for (ParseResult level : levels) {
            @Nullable T value = level.hasMatchedOption(name) ? level.<T>matchedOptionValue(name, null) : null;
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    Optional<String> text(String name) {
        return option(name);
    }

    boolean flag(String name) {
        return this.<Boolean>option(name).orElse(false);
    }

    List<String> texts(String name) {
        return this.<String[]>option(name).map(List::of).orElse(List.of());
    }

    /** A whole number of a range. */
    int number(String name, int ordinary, int least, int most) {
        int number = this.<Integer>option(name).orElse(ordinary);
        if (number < least || number > most) {
            throw Failure.usage(name + " must be from " + least + " to " + most);
        }
        return number;
    }

    /** One of some words. */
    Optional<String> choice(String name, List<String> choices) {
        return text(name).map(word -> {
            if (!choices.contains(word)) {
                throw Failure.usage(name + " must be one of " + String.join(", ", choices));
            }
            return word;
        });
    }

    /** A time in RFC 3339, as it was written. */
    Optional<String> time(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text).toString();
            } catch (DateTimeException e) {
                throw Failure.usage(name + " must be a time like 2026-03-01T00:00:00Z");
            }
        });
    }

    Optional<String> position(int index) {
        return Optional.ofNullable(deepest().<String>matchedPositionalValue(index, null));
    }

    /** A word that picocli has made sure of. */
    String at(int index) {
        return position(index).filter(word -> !word.isBlank()).orElseThrow(() -> Failure.usage("a word is empty"));
    }
}
