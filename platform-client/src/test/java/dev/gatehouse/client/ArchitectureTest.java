package dev.gatehouse.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
    void usesNoReflection() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.reflect"))
                .check(CLASSES);
    }

    @Test
    void opensFilesInOnePlaceOnly() {
        noClasses()
                .that()
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
