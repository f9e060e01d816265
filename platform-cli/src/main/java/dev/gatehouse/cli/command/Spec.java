package dev.gatehouse.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builds commands without picocli's annotations: those are read by reflection, which takes most of a command's time. */
final class Spec {
    private final CommandSpec spec;
    private int positions;

    private Spec(CommandSpec spec) {
        this.spec = spec;
    }

    /** A command that does something. */
    static Spec of(String name, String description, Action action) {
        Spec command = new Spec(CommandSpec.wrapWithoutInspection(action).name(name));
        command.spec.usageMessage().description(description);
        GlobalOptions.addTo(command);
        return command;
    }

    /** A command that only has others. */
    static CommandSpec group(String name, String description, Spec... commands) {
        Spec group = new Spec(CommandSpec.create().name(name));
        group.spec.usageMessage().description(description);
        GlobalOptions.addTo(group);
        for (Spec command : commands) {
            group.spec.addSubcommand(command.spec.name(), command.spec);
        }
        return group.spec;
    }

    /** A command of options. */
    static Spec around(CommandSpec spec) {
        return new Spec(spec);
    }

    /** A word that must be there. */
    Spec needs(String label, String description) {
        return position(label, "1", description);
    }

    /** A word that may be there. */
    Spec takes(String label, String description) {
        return position(label, "0..1", description);
    }

    private Spec position(String label, String arity, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(String.valueOf(positions++))
                .paramLabel(label)
                .arity(arity)
                .type(String.class)
                .required(arity.equals("1"))
                .description(description)
                .build());
        return this;
    }

    Spec text(String name, String label, String description) {
        spec.addOption(
                option(name, description).type(String.class).paramLabel(label).build());
        return this;
    }

    /** A text that must be there. */
    Spec required(String name, String label, String description) {
        spec.addOption(option(name, description)
                .type(String.class)
                .paramLabel(label)
                .required(true)
                .build());
        return this;
    }

    /** A text that may stand there often. */
    Spec texts(String name, String label, String description) {
        spec.addOption(
                option(name, description).type(String[].class).paramLabel(label).build());
        return this;
    }

    Spec choice(String name, List<String> choices, String description) {
        spec.addOption(option(name, description + ": " + String.join(", ", choices) + ".")
                .type(String.class)
                .paramLabel("WORD")
                .completionCandidates(choices)
                .build());
        return this;
    }

    Spec number(String name, String description) {
        spec.addOption(
                option(name, description).type(Integer.class).paramLabel("N").build());
        return this;
    }

    Spec flag(String name, String description) {
        spec.addOption(option(name, description).type(boolean.class).build());
        return this;
    }

    /** An option of all commands, which only the first help shows. */
    Spec hidden(String name, String label, String description, boolean hidden) {
        spec.addOption(option(name, description)
                .type(String.class)
                .paramLabel(label)
                .hidden(hidden)
                .build());
        return this;
    }

    CommandSpec spec() {
        return spec;
    }

    private static OptionSpec.Builder option(String name, String description) {
        return OptionSpec.builder(name).description(description);
    }
}
