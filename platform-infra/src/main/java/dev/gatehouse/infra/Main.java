package dev.gatehouse.infra;

import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.resources.StackOptions;
import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.config.Settings;
import dev.gatehouse.infra.policy.Guard;
import dev.gatehouse.infra.policy.GuardRules;
import dev.gatehouse.infra.stack.Program;
import java.util.List;
import java.util.Optional;

/** What Pulumi runs, for every project: the engine says by its environment which project and stack it is. */
public final class Main {
    private Main() {}

    /** Runs the program of the project that the engine names. */
    public static void main(String[] args) {
        // With one thread in the common pool, which two cores make, Pulumi waits for itself.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
        Program program = Program.of(required("PULUMI_PROJECT"));
        Environment environment = Environment.ofStack(required("PULUMI_STACK"));
        Guard guard = new Guard(new GuardRules(environment), program.suppressions());
        Pulumi.withOptions(StackOptions.builder()
                        .resourceTransformations(List.of(guard))
                        .build())
                .run(context -> program.deploy(context, settings(context)));
    }

    private static Settings settings(Context context) {
        return new Settings(key -> {
            String[] parts = key.split(":", 2);
            Config config = context.config(parts[0]);
            return config.get(parts[1]);
        });
    }

    private static String required(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .orElseThrow(() -> new IllegalStateException(variable + " is not set: run this by pulumi"));
    }
}
