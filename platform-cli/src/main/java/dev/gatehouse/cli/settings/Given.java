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
            return option(name).or(() -> findWithoutOption(name));
        }

        /** For what has no option. */
        Optional<Given> findWithoutOption(String name) {
            return variable(name).or(() -> ofProfile(name));
        }

        Optional<Given> tokenFileOption(Service service) {
            return option(service.word() + "-token-file").or(() -> option("token-file"));
        }

        Optional<Given> tokenFileVariable(Service service) {
            return variable(service.word() + "-token-file")
                    .or(() -> variable(service.word() + "-token").isPresent()
                            ? Optional.empty()
                            : variable("token-file"));
        }

        /** A token itself stands in the environment only. */
        Optional<Given> tokenVariable(Service service) {
            return variable(service.word() + "-token").or(() -> variable("token"));
        }

        Optional<Given> tokenFileOfProfile(Service service) {
            return ofProfile(service.word() + "-token-file").or(() -> ofProfile("token-file"));
        }

        private Optional<Given> option(String name) {
            return options.apply("--" + name).map(text -> new Given(text, "--" + name));
        }

        private Optional<Given> ofProfile(String name) {
            return profile.value(name).map(text -> new Given(text, name + " of the profile " + profile.name()));
        }

        private Optional<Given> variable(String name) {
            String variable = "GATEHOUSE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
            return variables.apply(variable).map(text -> new Given(text, variable));
        }
    }

    /** Without the text, which may be a token. */
    @Override
    public String toString() {
        return from;
    }
}
