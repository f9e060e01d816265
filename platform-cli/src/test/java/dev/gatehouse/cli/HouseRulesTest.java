package dev.gatehouse.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way things point in this module. */
class HouseRulesTest {
    private static final String ROOT = "dev.gatehouse.cli";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void proofsAreCheckedWithTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".proof..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + ".proof..", "org.jspecify.annotations.."))
                .check(CLASSES);
    }

    @Test
    void picocliStandsInTheCommandsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".command..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("picocli.."))
                .check(CLASSES);
    }

    @Test
    void amazonStandsInItsPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".aws..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("software.amazon.."))
                .check(CLASSES);
    }

    /** So that a command that does not ask AWS loads nothing of its SDK. */
    @Test
    void onlyOneClassKnowsAws() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".aws..")
                .and()
                .doNotHaveSimpleName("AwsCommands")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".aws.."))
                .check(CLASSES);
    }

    @Test
    void theWireIsSpokenInItsPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".wire..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http.."))
                .check(CLASSES);
    }

    @Test
    void nothingKnowsTheCommandsButTheirStart() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".command..")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".command.."))
                .check(CLASSES);
    }

    @Test
    void usesNoFrameworkAndNoReflection() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.lang.reflect..", "jakarta..", "io.quarkus..", "io.vertx..", "org.slf4j.."))
                .check(CLASSES);
    }
}
