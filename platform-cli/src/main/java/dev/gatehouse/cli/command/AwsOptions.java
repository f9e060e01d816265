package dev.gatehouse.cli.command;

/** The options of what also works straight against AWS. */
final class AwsOptions {
    static final String AWS = "--aws";
    static final String HIERARCHY = "--hierarchy";
    static final String PARAMETER_KEY = "--parameter-key";
    static final String SECRET_KEY = "--secret-key";

    private AwsOptions() {}

    static Spec addTo(Spec spec) {
        return spec.flag(AWS, "Straight against AWS, for bootstrap; region and credentials as the SDK finds them.")
                .text(HIERARCHY, "FILE", "With --aws: the contract of the hierarchy. Default: the one built in.")
                .text(PARAMETER_KEY, "KEY", "With --aws: the KMS key of secure parameters. Default: AWS's own.");
    }

    static Spec addToSecrets(Spec spec) {
        return spec.flag(AWS, "Straight against AWS, for bootstrap; region and credentials as the SDK finds them.")
                .text(SECRET_KEY, "KEY", "With --aws: the KMS key of a secret that is made. Default: AWS's own.");
    }
}
