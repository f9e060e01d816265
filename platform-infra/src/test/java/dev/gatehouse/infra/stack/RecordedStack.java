package dev.gatehouse.infra.stack;

import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Settings;
import dev.gatehouse.infra.policy.Guard;
import dev.gatehouse.infra.policy.GuardRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A program run under mocks, with the guard, and all that it registered. */
public record RecordedStack(TestResult result, List<Registered> resources) {
    private static final String MOCK = "arn:aws:mock:eu-central-1:123456789012:";
    private static final Map<Environment, Map<String, Object>> EXPORTED = new ConcurrentHashMap<>();

    /**
     * One resource: its URN without the stack's part, the components above it from the outside in, whether it is protected,
     * and its inputs, if it is no component. Inputs that refer to another resource hold its {@link #mockArn} or
     * {@link #mockId}.
     */
    public record Registered(
            String urn,
            List<String> owners,
            String type,
            String name,
            boolean protect,
            boolean custom,
            Map<String, Object> inputs) {
        /** The text of an input. */
        String text(String input) {
            return String.valueOf(inputs.get(input));
        }

        /** The ARN that it has under mocks. */
        public String mockArn() {
            return RecordedStack.mockArn(type, name);
        }

        /** The id that it has under mocks. */
        public String mockId() {
            return RecordedStack.mockId(type, name);
        }
    }

    private static String mockArn(String type, String name) {
        return MOCK + type.substring(type.lastIndexOf(':') + 1) + "/" + name;
    }

    private static String mockId(String type, String name) {
        return type.substring(type.lastIndexOf(':') + 1) + "." + name + "-id";
    }

    /** Settings that every environment accepts. */
    public static Map<String, String> settingsOf(Environment environment) {
        Map<String, String> settings = new HashMap<>();
        settings.put("aws:region", "eu-central-1");
        settings.put("gatehouse:accountId", "123456789012");
        settings.put("gatehouse:backupRegion", "eu-west-1");
        settings.put("gatehouse:vpcCidr", "10.20.0.0/16");
        settings.put("gatehouse:owner", "platform");
        settings.put("gatehouse:costCenter", "platform-" + environment.label());
        return settings;
    }

    /** Runs a project's program as Main does, but against mocks. */
    public static RecordedStack of(String project, Environment environment, boolean preview) {
        return run(project, environment, preview, below(project, environment));
    }

    /** The same in a deployment; a program that fails is refused, since it registered only a part. */
    public static RecordedStack whole(String project, Environment environment) {
        RecordedStack stack = of(project, environment, false);
        if (stack.result().exitCode() != 0) {
            throw new IllegalStateException(
                    "the program of " + project + " fails: " + stack.result().errors());
        }
        return stack;
    }

    /** What the stack that a project refers to exported, as it came out of that stack's own program. */
    public static Map<String, Object> below(String project, Environment environment) {
        return project.equals("foundation") ? Map.of() : EXPORTED.computeIfAbsent(environment, RecordedStack::exported);
    }

    private static Map<String, Object> exported(Environment environment) {
        Map<String, Object> exported = new HashMap<>();
        run("foundation", environment, false, Map.of())
                .result()
                .outputs()
                .forEach((name, output) -> exported.put(name, PulumiTest.extractValue(output)));
        return exported;
    }

    private static RecordedStack run(
            String project, Environment environment, boolean preview, Map<String, Object> referred) {
        Program program = Program.of(project);
        EnvironmentSettings settings =
                EnvironmentSettings.read(environment.label(), Settings.of(settingsOf(environment)));
        Recorder recorder = new Recorder(referred);
        try {
            TestResult result = PulumiTest.withMocks(recorder)
                    .withOptions(TestOptions.builder()
                            .projectName(project)
                            .stackName(environment.label())
                            .preview(preview)
                            .resourceTransformations(
                                    List.of(new Guard(new GuardRules(environment), program.suppressions()), recorder))
                            .build())
                    .runTest(context -> program.run(context, settings));
            return new RecordedStack(result, recorder.resources());
        } finally {
            PulumiTest.cleanup();
        }
    }

    /** The resources whose type ends so. */
    public List<Registered> ofType(String end) {
        return resources.stream()
                .filter(each -> each.type().endsWith(":" + end))
                .toList();
    }

    /** Sees each registration twice: as options in the program, and as inputs at the monitor. */
    private static final class Recorder implements Mocks, ResourceTransformation {
        private final Map<Resource, List<String>> paths = Collections.synchronizedMap(new IdentityHashMap<>());
        private final Map<Resource, String> types = Collections.synchronizedMap(new IdentityHashMap<>());
        private final Map<String, Map<String, Object>> inputs = Collections.synchronizedMap(new HashMap<>());
        private final List<Registered> seen = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, Object> referred;

        Recorder(Map<String, Object> referred) {
            this.referred = referred;
        }

        @Override
        public Optional<Result> apply(Args args) {
            Resource resource = args.resource();
            String above = args.options()
                    .getParent()
                    .map(types::get)
                    .map(each -> each + "$")
                    .orElse("");
            String type = above + resource.pulumiResourceType();
            types.put(resource, type);
            List<String> owners = args.options().getParent().map(paths::get).orElse(List.of());
            List<String> path = new ArrayList<>(owners);
            path.add(resource.pulumiResourceType() + " " + resource.pulumiResourceName());
            paths.put(resource, path);
            seen.add(new Registered(
                    type + "::" + resource.pulumiResourceName(),
                    owners,
                    resource.pulumiResourceType(),
                    resource.pulumiResourceName(),
                    args.options().isProtect(),
                    resource instanceof com.pulumi.resources.CustomResource,
                    Map.of()));
            return Optional.empty();
        }

        @Override
        public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
            inputs.put(args.type + "::" + args.name, Map.copyOf(args.inputs));
            Map<String, Object> state = new HashMap<>(args.inputs);
            String arn = mockArn(args.type, args.name);
            List.of("arn", "keyId", "name", "bucket", "url").forEach(each -> state.putIfAbsent(each, arn));
            if (args.type.equals("pulumi:pulumi:StackReference")) {
                state.put("outputs", referred);
                state.put("secretOutputNames", List.of());
            }
            return CompletableFuture.completedFuture(
                    ResourceResult.of(Optional.of(mockId(args.type, args.name)), state));
        }

        List<Registered> resources() {
            return seen.stream()
                    .map(each -> new Registered(
                            each.urn(),
                            each.owners(),
                            each.type(),
                            each.name(),
                            each.protect(),
                            each.custom(),
                            inputs.getOrDefault(each.type() + "::" + each.name(), Map.of())))
                    .toList();
        }
    }
}
