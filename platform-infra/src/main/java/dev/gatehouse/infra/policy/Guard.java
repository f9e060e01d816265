package dev.gatehouse.infra.policy;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Stops a deployment that breaks a rule. What is known while the program runs is checked at once, before anything is
 * registered; a resource with inputs that are known later waits for its check, and is not registered if that fails.
 */
public final class Guard implements ResourceTransformation {
    private final GuardRules rules;
    private final List<Suppression> suppressions;

    /** A guard with these rules, and what may break them. */
    public Guard(GuardRules rules, List<Suppression> suppressions) {
        this.rules = rules;
        this.suppressions = List.copyOf(suppressions);
    }

    /** The violations of a registration that no suppression covers. */
    public List<Violation> violations(Registration registration) {
        return rules.violations(registration).stream()
                .filter(violation -> suppressions.stream().noneMatch(each -> each.covers(violation)))
                .toList();
    }

    @Override
    public Optional<Result> apply(Args args) {
        if (!(args.options() instanceof CustomResourceOptions options)
                || !args.resource().pulumiResourceType().startsWith("aws:")) {
            return Optional.empty();
        }
        CompletableFuture<List<Resource>> checked = InputReader.read(args.args())
                .thenApply(inputs -> {
                    refuse(registration(args, inputs));
                    return List.of();
                });
        if (checked.isDone()) {
            now(checked);
            return Optional.empty();
        }
        return Optional.of(new Result(args.args(), after(options, Output.of(checked))));
    }

    private static ResourceOptions after(CustomResourceOptions options, Output<List<Resource>> checked) {
        return CustomResourceOptions.merge(
                options, CustomResourceOptions.builder().dependsOn(checked).build());
    }

    private static void now(CompletableFuture<List<Resource>> checked) {
        if (checked.isCompletedExceptionally() && checked.exceptionNow() instanceof RunException broken) {
            throw broken;
        }
        checked.join();
    }

    private static Registration registration(Args args, Map<String, Object> inputs) {
        return new Registration(
                args.resource().pulumiResourceType(),
                args.resource().pulumiResourceName(),
                inputs,
                args.options().isProtect(),
                InputReader.hasInput(args.args().getClass(), "tags"));
    }

    private void refuse(Registration registration) {
        List<Violation> violations = violations(registration);
        if (!violations.isEmpty()) {
            throw new RunException(violations.stream()
                    .map(Violation::toString)
                    .collect(Collectors.joining("\n", "The guard refuses:\n", "")));
        }
    }
}
