package dev.gatehouse.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way things point in this module. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gatehouse.client");

    @Test
    void knowsNothingButTheJdkJSpecifyAndJacksonsStreams() {
        classes()
                .that()
                .resideOutsideOfPackage("..client.microprofile")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        "javax.crypto..",
                        "dev.gatehouse.client..",
                        "org.jspecify.annotations..",
                        "com.fasterxml.jackson.core.."))
                .check(CLASSES);
    }

    @Test
    void knowsMicroProfileInItsAdapterOnly() {
        classes()
                .that()
                .resideInAPackage("..client.microprofile")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "dev.gatehouse.client..",
                        "org.jspecify.annotations..",
                        "org.eclipse.microprofile.config.."))
                .check(CLASSES);
    }

    @Test
    void featuresDoNotKnowTheWhole() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.gatehouse.client")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.gatehouse.client")
                .check(CLASSES);
        slices().matching("dev.gatehouse.client.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void usesNoReflection() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.reflect"))
                .check(CLASSES);
    }

    @Test
    void opensFilesInTwoPlacesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..client.disk")
                .and()
                .doNotHaveSimpleName("DiskFiles")
                .and()
                .doNotHaveFullyQualifiedName("dev.gatehouse.client.audit.DiskFiles$OpenFile")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.nio.channels"))
                .check(CLASSES);
    }
}
