package dev.gatehouse.cli.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting's value, and where it came from. An option goes before the environment, and that before the profile.
 *
 * @param text the value
 * @param from such as {@code --config-url}, for what is said when it is wrong
 */
public record Given(String text, String from) {
    /** Finds settings by their option's name without dashes, for instance {@code config-url}. */
    record Sources(
            Function<String, Optional<String>> options, Function<String, Optional<String>> variables, Profile profile) {
        Optional<Given> find(String name) {
            return options.apply("--" + name)
                    .map(text -> new Given(text, "--" + name))
                    .or(() -> findWithoutOption(name));
        }

        /** For what must not stand on a command line. */
        Optional<Given> findWithoutOption(String name) {
            return variable(name)
                    .or(() -> profile.value(name)
                            .map(text -> new Given(text, name + " of the profile " + profile.name())));
        }

        Optional<Given> variable(String name) {
            String variable = "GATEHOUSE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
            return variables.apply(variable).map(text -> new Given(text, variable));
        }
    }
}
