package dev.gatehouse.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which way things point in this module. */
class HouseRulesTest {
    private static final String ROOT = "dev.gatehouse.service";
    private static final String[] FEATURES = {ROOT + ".access", ROOT + ".document", ROOT + ".failure"};
    private static final String[] ADAPTERS = {
        ROOT + ".access.oidc..", ROOT + ".access.aws..", ROOT + ".access.limit..", ROOT + ".local.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Stream<ArchRule> rules() {
        return Stream.concat(
                Stream.of(
                        featuresKnowNoFramework(),
                        featuresKnowNothingAroundThem(),
                        packagesHaveNoCycles(),
                        theWireStandsInHttp(),
                        nothingKnowsAmazonsSdk(),
                        nothingKnowsAService(),
                        adaptersStandApartFromTheWire()),
                Stream.of(ADAPTERS).map(HouseRulesTest::adaptersDoNotKnowEachOther));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static ArchRule featuresKnowNoFramework() {
        return noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "java.sql..",
                        "org.jboss..",
                        "org.jose4j..",
                        "io.github.bucket4j..")
                .because("a feature is plain Java, and what it needs of the world is a port");
    }

    private static ArchRule featuresKnowNothingAroundThem() {
        return noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT,
                        ROOT + ".http..",
                        ROOT + ".local..",
                        ROOT + ".access.oidc..",
                        ROOT + ".access.aws..",
                        ROOT + ".access.limit..")
                .because("adapters and http know the features, not the other way round");
    }

    private static ArchRule packagesHaveNoCycles() {
        return slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that know each other are one");
    }

    private static ArchRule theWireStandsInHttp() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..")
                .because("another framework would touch http and the root package only");
    }

    private static ArchRule nothingKnowsAmazonsSdk() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("a service that does not use AWS does not carry its SDK");
    }

    private static ArchRule nothingKnowsAService() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.gatehouse.config..",
                        "dev.gatehouse.audit..",
                        "dev.gatehouse.scanner..",
                        "dev.gatehouse.infra..")
                .because("this is below every service");
    }

    private static ArchRule adaptersStandApartFromTheWire() {
        return noClasses()
                .that()
                .resideInAnyPackage(ADAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".http..")
                .because("an adapter serves a port, and no request");
    }

    private static ArchRule adaptersDoNotKnowEachOther(String adapter) {
        String[] others =
                Stream.of(ADAPTERS).filter(other -> !other.equals(adapter)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(adapter)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("an adapter can be taken away");
    }
}
