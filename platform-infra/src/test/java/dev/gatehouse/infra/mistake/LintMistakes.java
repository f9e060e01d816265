package dev.gatehouse.infra.mistake;

import dev.gatehouse.infra.lint.CfnLint;
import dev.gatehouse.infra.lint.PolicyTemplate;
import dev.gatehouse.infra.mistake.SeededMistake.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Mistakes in a policy's grammar, which only a linter knows. */
final class LintMistakes {
    private LintMistakes() {}

    static Stream<SeededMistake> all() {
        return Stream.of(
                lint(
                        "an action that is none",
                        "describekeys",
                        "kms:DescribeKeys",
                        "arn:aws:kms:eu-central-1:123456789012:key/1"),
                lint("an action of no service", "kmss", "kmss:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/1"));
    }

    private static SeededMistake lint(String what, String says, String action, String resource) {
        return new SeededMistake(Layer.LINT, what, says, () -> said("""
                {"Version": "2012-10-17", "Statement": [{"Sid": "Seeded", "Effect": "Allow",
                "Action": "%s", "Resource": "%s"}]}""".formatted(action, resource)));
    }

    private static String said(String policy) {
        try {
            PolicyTemplate template = new PolicyTemplate();
            template.addPolicy("seeded", policy);
            Path file = Files.createTempFile("seeded", ".json");
            try {
                Files.writeString(file, template.json());
                return CfnLint.find().orElseThrow().read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
