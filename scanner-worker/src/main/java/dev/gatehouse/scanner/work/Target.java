package dev.gatehouse.scanner.work;

import dev.gatehouse.service.failure.InvalidName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that is scanned as a whole.
 *
 * @param name what policies and schedules call it: 1 to 64 of a-z, 0-9 and -; that of an ad-hoc target is {@link #AD_HOC}
 * @param kind which source reads it, such as {@code directory} or {@code s3}
 * @param location where it stands, as that source writes it
 * @param options the source's own, such as {@code prefix}
 */
public record Target(String name, String kind, String location, Map<String, String> options) {
    /** The name of every target that no configuration names. */
    public static final String AD_HOC = "ad-hoc";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** @throws InvalidName the name, kind or location is none */
    public Target {
        if (!isName(name)) {
            throw new InvalidName("target's name", "must be 1 to 64 of a-z, 0-9 and -, not first -");
        }
        if (!isName(kind)) {
            throw new InvalidName("target's kind", "must be 1 to 64 of a-z, 0-9 and -, not first -");
        }
        if (location.isBlank() || location.length() > 4_096) {
            throw new InvalidName("target's location", "must have 1 to 4096 characters");
        }
        options = Map.copyOf(options);
    }

    /** A target that no configuration names. */
    public static Target adHoc(String kind, String location, Map<String, String> options) {
        return new Target(AD_HOC, kind, location, options);
    }

    /** One of its options. */
    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** Its options in the order of their names. */
    public Map<String, String> sortedOptions() {
        return new TreeMap<>(options);
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
