package dev.gatehouse.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which way things point in this service. */
class HouseRulesTest {
    private static final String ROOT = "dev.gatehouse.config";
    private static final Set<String> FEATURE_NAMES = Set.of(
            "parameter",
            "secret",
            "snapshot",
            "contract",
            "access",
            "delivery",
            "cache",
            "document",
            "adoption",
            "reader",
            "rotation");
    private static final String PLATFORM = "dev.gatehouse.service";
    private static final String[] FEATURES =
            FEATURE_NAMES.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
    private static final String[] ADAPTERS = {
        ROOT + ".store.local..",
        ROOT + ".store.aws..",
        ROOT + ".document.networknt..",
        ROOT + ".reader.audit..",
        ROOT + ".rotation.jdbc.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Stream<ArchRule> rules() {
        return Stream.concat(
                Stream.of(
                        featuresKnowNoFramework(),
                        featuresKnowNothingAroundThem(),
                        featuresKnowThePlatformsFeaturesOnly(),
                        featuresHaveNoCycles(),
                        theWireStandsInHttpAndTheRoot(),
                        amazonStandsInItsAdaptersAndTheWiring(),
                        dialectsAreKnownByTheWiringOnly(),
                        nothingKnowsTheRoot(),
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
                        "io.micrometer..",
                        "software.amazon..",
                        "java.sql..",
                        "javax.sql..",
                        "org.jboss..",
                        "com.google.crypto.tink..",
                        "org.jose4j..",
                        "io.github.bucket4j..",
                        "com.networknt..")
                .because("a feature is plain Java, and what it needs of the world is a port");
    }

    private static ArchRule featuresKnowNothingAroundThem() {
        return noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat(resideOutsideOf(FEATURES))
                .because("adapters, http and the wiring know the features, not the other way round");
    }

    private static ArchRule featuresKnowThePlatformsFeaturesOnly() {
        return noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        PLATFORM,
                        PLATFORM + ".http..",
                        PLATFORM + ".local..",
                        PLATFORM + ".access.oidc..",
                        PLATFORM + ".access.aws..",
                        PLATFORM + ".access.limit..")
                .because("platform-service's adapters and wire are as far from a feature as this service's own");
    }

    private static DescribedPredicate<JavaClass> resideOutsideOf(String... packages) {
        return JavaClass.Predicates.resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages)))
                .as("are this service's and no feature");
    }

    private static ArchRule featuresHaveNoCycles() {
        return slices().assignedFrom(new FeatureSlices())
                .should()
                .beFreeOfCycles()
                .because("two packages that know each other are one");
    }

    private static final class FeatureSlices implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            String below = name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
            return FEATURE_NAMES.contains(below) ? SliceIdentifier.of(below) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "features";
        }
    }

    private static ArchRule theWireStandsInHttpAndTheRoot() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.vertx..")
                .because("another framework would touch http and the root package only");
    }

    private static ArchRule amazonStandsInItsAdaptersAndTheWiring() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".store.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("the SDK is one adapter's business");
    }

    private static ArchRule dialectsAreKnownByTheWiringOnly() {
        return classes()
                .that()
                .resideInAPackage(ROOT + ".http.v1..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage(ROOT, ROOT + ".http.v1..")
                .because("a dialect can be taken away");
    }

    private static ArchRule nothingKnowsTheRoot() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .because("the wiring knows everything, so nothing may know the wiring or the settings");
    }

    private static ArchRule adaptersStandApartFromTheWire() {
        return noClasses()
                .that()
                .resideInAnyPackage(ADAPTERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".http..", ROOT + ".delivery..", PLATFORM + ".http..")
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
