package dev.gatehouse.infra.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.stack.Program;
import dev.gatehouse.infra.stack.RecordedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** cfn-lint finds nothing in the policies, state machines and event patterns of any stack. Templates stay in target/lint. */
class LintTest {
    private static final Path FOLDER = Path.of("target", "lint");
    private static final Optional<CfnLint> LINT = CfnLint.find();

    static Stream<String> projects() {
        return Program.PROJECTS.stream();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void findsNothingInAStack(String project) throws IOException, InterruptedException {
        PolicyTemplate template = new PolicyTemplate();
        RecordedStack.whole(project, Environment.PROD).resources().forEach(template::add);

        String said = said(project, template);

        assertThat(template.size()).isPositive();
        assertThat(said).isEmpty();
    }

    @Test
    void findsNothingInThePoliciesOfTheDeployment() throws IOException, InterruptedException {
        PolicyTemplate template = new PolicyTemplate();
        try (Stream<Path> files = Files.list(Path.of("deployment-policy"))) {
            for (Path file : files.toList()) {
                template.addPolicy(
                        file.getFileName().toString(),
                        Files.readString(file)
                                .replace("ACCOUNT_ID", "123456789012")
                                .replace("REGION", "eu-central-1"));
            }
        }

        String said = said("deployment", template);

        assertThat(said).isEmpty();
    }

    @Test
    void findsAnActionThatIsNone() throws IOException, InterruptedException {
        PolicyTemplate template = new PolicyTemplate();
        template.addPolicy("misspelled", """
                {"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow",
                "Action": "kms:DescribeKeys", "Resource": "arn:aws:kms:eu-central-1:123456789012:key/1"}]}""");

        String said = said("misspelled", template);

        assertThat(said).contains("describekeys");
    }

    private static String said(String name, PolicyTemplate template) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".json");
        Files.writeString(file, template.json());
        assumeTrue(LINT.isPresent(), "cfn-lint is not here: install it (PyPI), or name it in GATEHOUSE_CFN_LINT");
        return LINT.orElseThrow().read(file);
    }
}
