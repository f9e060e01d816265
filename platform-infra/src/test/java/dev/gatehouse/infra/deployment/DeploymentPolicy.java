package dev.gatehouse.infra.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One managed policy of the role that deploys. There are several, since IAM counts 6,144 characters for each.
 *
 * @param name   its name, and its file's
 * @param grants what it allows
 */
record DeploymentPolicy(String name, List<Grant> grants) {
    private static final JsonMapper JSON = new JsonMapper();
    /** What the files say instead of an account and a region; README.md has the command that fills them in. */
    static final Account PLACEHOLDERS = new Account("ACCOUNT_ID", "REGION");

    /** Copies the grants. */
    DeploymentPolicy {
        grants = List.copyOf(grants);
    }

    /** All of them. */
    static List<DeploymentPolicy> all() {
        return List.of(
                new DeploymentPolicy("state", StateGrants.of(PLACEHOLDERS)),
                new DeploymentPolicy("keys-and-identities", IdentityGrants.of(PLACEHOLDERS)),
                new DeploymentPolicy("network", NetworkGrants.of(PLACEHOLDERS)),
                new DeploymentPolicy("data", DataGrants.of(PLACEHOLDERS)),
                new DeploymentPolicy("audit-and-backup", OperationGrants.of(PLACEHOLDERS)));
    }

    /** The types that a policy of them speaks of. */
    static Stream<String> types() {
        return all().stream().flatMap(policy -> policy.grants().stream()).flatMap(grant -> grant.types().stream());
    }

    PolicyDocument document() {
        return new PolicyDocument(grants.stream().map(Grant::statement).toList());
    }

    Path file() {
        return Path.of("deployment-policy", name + ".json");
    }

    /** The policy for readers, an action a line. */
    String pretty() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        try {
            return JSON.writer(printer)
                            .writeValueAsString(JSON.readTree(document().json()))
                    + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was written is read", impossible);
        }
    }
}
