package dev.gatehouse.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which way things point in this module. */
class HouseRulesTest {
    private static final String ROOT = "dev.gatehouse.infra";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".config..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.pulumi..", ROOT + ".policy..", ROOT + ".component..", ROOT + ".stack..")
                        .because("settings are checked before there is a deployment"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".contract..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.pulumi..", ROOT + ".policy..", ROOT + ".component..", ROOT + ".stack..")
                        .because("what config-service's documents say is known before there is a deployment"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".policy.iam..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.pulumi..")
                        .because("a policy is a value"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".policy..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.pulumi.aws..", ROOT + ".component..", ROOT + ".stack..")
                        .because("rules are functions of registrations, whoever makes them"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".component..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ROOT + ".stack..")
                        .because("a component does not know where it stands"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".stack..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.pulumi.aws..")
                        .because("a stack is a composition of components"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLASSES);
    }
}
