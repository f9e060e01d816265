package dev.gatehouse.infra.component;

import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.contract.DataClass;
import dev.gatehouse.infra.contract.Hierarchy;
import dev.gatehouse.infra.contract.ParameterDefinition;
import dev.gatehouse.infra.contract.ParameterDefinition.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tree of parameters as the contract has it, with the contract's defaults. From then on the values are config-service's:
 * what it writes is no drift here. A parameter that leaves the contract stays where environments are protected until somebody
 * says that it may go.
 *
 * <p>What is sensitive begins with its public default too, sealed; secrets are only referred to. A refresh brings what
 * config-service wrote since into the state, where Pulumi keeps it sealed by the stack's own key.
 */
public final class ParameterTree extends ComponentResource {
    /** As config-service asks for it: a value that outgrows the standard tier moves by itself. */
    private static final String TIER = "Intelligent-Tiering";

    private final Args args;

    /**
     * What the tree depends on.
     *
     * @param settings      the environment's settings
     * @param hierarchy     the contract
     * @param parametersKey the key of what is sensitive
     * @param safetyKey     the key of what the safety system depends on
     */
    public record Args(
            EnvironmentSettings settings,
            Hierarchy hierarchy,
            Output<String> parametersKey,
            Output<String> safetyKey) {}

    /** The tree of an environment. */
    public ParameterTree(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ParameterTree", name, options);
        this.args = args;
        String environment = args.settings().environment().label();
        List<ParameterDefinition> parameters = args.hierarchy().of(environment);
        parameters.forEach(each -> parameter(args.hierarchy().root(environment), each));
        registerOutputs(Map.of("root", Output.of(args.hierarchy().root(environment))));
    }

    private void parameter(String root, ParameterDefinition definition) {
        ParameterArgs.Builder parameter = ParameterArgs.builder()
                .name(root + "/" + definition.path())
                .type(definition.kind().wireName())
                .description(definition.description())
                .tier(TIER)
                .tags(tags(definition));
        if (definition.kind() == Kind.SEALED) {
            parameter.value(definition.initial()).keyId(key(definition));
        } else {
            parameter.insecureValue(definition.initial());
        }
        new Parameter(
                definition.path(),
                parameter.build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .protect(args.settings().profile().protect())
                        .ignoreChanges("value", "insecureValue", "tier")
                        .build());
    }

    private Output<String> key(ParameterDefinition definition) {
        return definition.dataClass() == DataClass.SAFETY ? args.safetyKey() : args.parametersKey();
    }

    private Map<String, String> tags(ParameterDefinition definition) {
        Map<String, String> tags =
                new TreeMap<>(args.settings().tags().of("parameters", classOf(definition), BackupClass.NONE));
        tags.put("Owner", definition.owner());
        return tags;
    }

    private static Tags.DataClass classOf(ParameterDefinition definition) {
        return definition.kind() == Kind.SEALED ? Tags.DataClass.RESTRICTED : Tags.DataClass.CONFIDENTIAL;
    }
}
