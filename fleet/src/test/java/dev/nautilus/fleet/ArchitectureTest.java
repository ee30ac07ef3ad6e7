package dev.nautilus.fleet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Which room may look into which. A broken rule prints why it exists.
class ArchitectureTest {
  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(Project::isOurs)
            .importPackages("dev.nautilus");
  }

  @Test
  void message_dependsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("dev.nautilus.message..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("dev.nautilus.message..", "java..", "org.jspecify.."))
        .because("every process sees these records, whatever library it has or has not")
        .check(ours);
  }

  @Test
  void blocker_dependsOnTheJdkAlone() {
    classes()
        .that(
            resideInAPackage("dev.nautilus.blocker..")
                .and(not(resideInAPackage("dev.nautilus.blocker.autoconfigure.."))))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.nautilus.blocker..",
                "java..",
                "javax.net.ssl..",
                "org.jspecify..",
                "org.objectweb.asm.."))
        .because("the blocker shares the class path of whoever loads it; its ASM is shaded")
        .check(ours);
  }

  @Test
  void blockersGuard_seesNoWeavingAndNoSpring() {
    noClasses()
        .that()
        .resideInAPackage("dev.nautilus.blocker")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.nautilus.blocker.agent..",
            "dev.nautilus.blocker.autoconfigure..",
            "org.objectweb.asm..",
            "org.springframework..",
            "org.slf4j..")
        .because("it is lifted onto the bootstrap class path, where none of these are")
        .check(ours);
  }

  @Test
  void blockerAndSimulator_knowNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.nautilus.simulator..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.nautilus..")
                .and(not(resideInAPackage("dev.nautilus.simulator.."))))
        .because("a simulator that shares code with the adapters would share their mistakes")
        .check(ours);
  }

  @Test
  void lettuce_isSeenByTheTransportsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.nautilus.bus.lettuce..", "dev.nautilus.bus.legacy..", "dev.nautilus.bus.testkit..")
        .and()
        // Hands Lettuce's options to Spring's client for Redis, which has no other form for them.
        .doNotHaveSimpleName("DualBusRedisAutoConfiguration")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .because("the transport must be replaceable by the one in memory")
        .check(ours);
  }

  @Test
  void bus_doesNotSeeItsTransports() {
    noClasses()
        .that()
        .resideInAPackage("dev.nautilus.bus")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.nautilus.bus.lettuce..", "dev.nautilus.bus.legacy..")
        .because("the builder finds a transport through ServiceLoader, else there is a cycle")
        .check(ours);
  }

  @Test
  void bus_seesSpringInAutoconfigureOnly() {
    noClasses()
        .that(
            resideInAnyPackage("dev.nautilus.bus..", "dev.nautilus.message..")
                .and(
                    not(
                        resideInAnyPackage(
                            "dev.nautilus.bus.autoconfigure..", "dev.nautilus.bus.testkit.."))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .because("without Spring the client is a plain library")
        .check(ours);
  }

  @Test
  void engines_doNotSeeEachOther() {
    slices()
        .matching("dev.nautilus.engines.(*)..")
        .should()
        .notDependOnEachOther()
        .because("engines talk over the bus")
        .check(ours);
  }

  @Test
  void vendors_doNotSeeEachOther() {
    slices()
        .matching("dev.nautilus.hub.vendor.(*)..")
        .should()
        .notDependOnEachOther()
        .because("the ninth vendor is one package and nothing else")
        .check(ours);
  }

  @Test
  void engines_seeNeitherTransportNorHubNorHttp() {
    noClasses()
        .that()
        .resideInAPackage("dev.nautilus.engines..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.nautilus.bus.lettuce..",
            "dev.nautilus.bus.legacy..",
            "dev.nautilus.hub..",
            "dev.nautilus.simulator..",
            "io.micrometer..",
            "java.net..",
            "org.apache.hc..",
            "org.springframework.web.client..",
            "org.springframework.web.reactive.function.client..")
        .because("what is the same for all engines lives in engine-core, and vendors in the hub")
        .check(ours);
  }

  @Test
  void cacheAndResilience_areTheHubsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.nautilus.hub..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.github.benmanes.caffeine..", "io.github.resilience4j..")
        .because("one cache and one limiter per vendor is the point of the hub")
        .check(ours);
  }

  @Test
  void deskPublishAndPort_doNotSeeAVendor() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.nautilus.hub.desk..",
            "dev.nautilus.hub.publish..",
            "dev.nautilus.hub.web..",
            "dev.nautilus.hub.vendor")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.nautilus.hub.vendor.*..")
        .because("vendors register through configuration; the hub names none of them")
        .check(ours);
  }

  @Test
  void services_areImportedByTheFleetOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.nautilus.fleet..", "dev.nautilus.hub..", "dev.nautilus.engines..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.nautilus.fleet..", "dev.nautilus.hub..", "dev.nautilus.engines..")
        .because("libraries do not know who uses them")
        .check(ours);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.nautilus.fleet..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.nautilus.fleet..")
        .because("the fleet starts everything, so nothing may need it")
        .check(ours);
  }

  @Test
  void packages_areFreeOfCycles() {
    slices()
        .matching("dev.nautilus.(**)")
        .should()
        .beFreeOfCycles()
        .because("two packages in a cycle are one package that nobody can read in parts")
        .check(ours);
  }
}
