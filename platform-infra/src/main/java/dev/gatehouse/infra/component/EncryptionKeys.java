package dev.gatehouse.infra.component;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentProfile;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import java.util.EnumMap;
import java.util.Map;

/** A key with an alias for each purpose, rotated by AWS. Everything that keeps data takes one of them. */
public final class EncryptionKeys extends ComponentResource {
    private final EnumMap<KeyPurpose, Key> keys = new EnumMap<>(KeyPurpose.class);

    /**
     * What the keys depend on.
     *
     * @param settings the environment's settings
     */
    public record Args(EnvironmentSettings settings) {}

    /** The keys of an environment. */
    public EncryptionKeys(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:EncryptionKeys", name, options);
        KeyPolicies policies = new KeyPolicies(args.settings());
        for (KeyPurpose purpose : KeyPurpose.values()) {
            keys.put(purpose, key(purpose, args.settings(), policies.of(purpose).json()));
        }
        registerOutputs(Map.of("masterKeyArn", arn(KeyPurpose.MASTER)));
    }

    /** The ARN of the key for a purpose. */
    public Output<String> arn(KeyPurpose purpose) {
        Key key = keys.get(purpose);
        if (key == null) {
            throw new IllegalStateException("no key for " + purpose);
        }
        return key.arn();
    }

    private Key key(KeyPurpose purpose, EnvironmentSettings settings, String policy) {
        EnvironmentProfile profile = settings.profile();
        Key key = new Key(
                purpose.label(),
                KeyArgs.builder()
                        .description("Gatehouse " + settings.environment().label() + ": " + purpose.label())
                        .policy(policy)
                        .enableKeyRotation(true)
                        .rotationPeriodInDays(profile.keyRotationDays())
                        .deletionWindowInDays(profile.keyDeletionDays())
                        .tags(settings.tags().of("keys", DataClass.RESTRICTED, BackupClass.NONE))
                        .build(),
                Options.stateful(this, profile.protect()));
        new Alias(
                purpose.label(),
                AliasArgs.builder()
                        .name("alias/" + settings.name(purpose.label()))
                        .targetKeyId(key.keyId())
                        .build(),
                Options.under(this));
        return key;
    }
}
