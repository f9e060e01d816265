package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Settings;
import dev.gatehouse.infra.policy.Suppression;
import java.util.List;
import java.util.stream.Collectors;

/** A project's program: what it registers, and which rules it breaks with a reason. */
public interface Program {
    /** The projects, in the order in which they are deployed. */
    List<String> PROJECTS = List.of("foundation", "operations", "platform");

    /** What the guard lets through, and why. */
    List<Suppression> suppressions();

    /** Registers the stack's resources. */
    void register(Context context, EnvironmentSettings settings);

    /**
     * Reads the stack's settings and registers its resources.
     *
     * @throws dev.gatehouse.infra.config.ConfigurationException before the first resource, if a setting can't be deployed
     */
    default void deploy(Context context, Settings settings) {
        run(context, EnvironmentSettings.read(context.stackName(), settings));
    }

    /** Registers the stack, and lists its suppressions in an output. */
    default void run(Context context, EnvironmentSettings settings) {
        register(context, settings);
        context.export(
                "suppressions",
                suppressions().stream()
                        .map(each -> each.rule() + " " + each.resource() + ": " + each.reason())
                        .collect(Collectors.toList()));
    }

    /** The program of a project. */
    static Program of(String project) {
        return switch (project) {
            case "foundation" -> new Foundation();
            case "operations" -> new Operations();
            case "platform" -> new Platform();
            default -> throw new IllegalArgumentException(project + " is no project of this program");
        };
    }
}
