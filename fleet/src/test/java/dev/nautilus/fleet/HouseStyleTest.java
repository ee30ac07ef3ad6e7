package dev.nautilus.fleet;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How code is written in every module, as far as a machine can see it.
class HouseStyleTest {
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
  void messages_areRecordsEnumsOrSealed() {
    classes()
        .that()
        .resideInAPackage("dev.nautilus.message")
        .and()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .should()
        .beRecords()
        .because("a message that can change after it was sent is no message")
        .check(ours);
  }

  @Test
  void configurationProperties_areRecordsWithTheirSuffix() {
    classes()
        .that()
        .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
        .should()
        .beRecords()
        .andShould()
        .haveSimpleNameEndingWith("Properties")
        .because("settings are read once and do not change under a running service")
        .check(ours);
  }

  @Test
  void autoConfigurations_areFinalAndOfferNoMethods() {
    classes()
        .that()
        .areAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration")
        .should()
        .haveModifier(FINAL)
        .because("others replace its beans, not its class")
        .check(ours);
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration")
        .should()
        .notBePublic()
        .because("a bean method is called by Spring and by nobody else")
        .check(ours);
  }

  @Test
  void state_isNeverStatic() {
    fields()
        .that(areWrittenByPeople())
        .and()
        .areStatic()
        .should()
        .beFinal()
        .because("two engines in one process would share it")
        .check(ours);
  }

  @Test
  void time_isTakenFromASourceThatTestsOwn() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .because("tests own time: take an InstantSource or a ticker")
        .check(ours);
  }

  @Test
  void output_goesThroughALogger() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("what is not logged has no level, no service and no time")
        .check(ours);
  }

  @Test
  void injection_isByConstructor() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .because("a class says in its constructor what it needs, and settings are a record")
        .check(ours);
  }

  @Test
  void names_sayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils|Helper|Manager|Processor|Impl)(\\$.*)?")
        .because("these words fit every class and tell nothing of one")
        .check(ours);
  }

  @Test
  void packages_areNullMarkedAndExplained() throws IOException {
    classes().should(liveInANullMarkedPackage()).check(ours);
    List<String> silent = new ArrayList<>();
    for (Path info : packageInfos()) {
      String text = Files.readString(info);
      String sentence =
          text.lines()
              .takeWhile(line -> !line.startsWith("package "))
              .filter(line -> line.startsWith("///"))
              .map(line -> line.substring(3).strip())
              .reduce("", (a, b) -> a + " " + b)
              .strip();
      if (sentence.split("\\s+").length < 8) {
        silent.add(info.toString());
      }
    }
    assertThat(silent).as("package-info with less than a sentence").isEmpty();
  }

  private static Set<Path> packageInfos() throws IOException {
    Set<Path> infos = new TreeSet<>();
    for (Path module : Project.modules()) {
      Path sources = module.resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files.filter(file -> file.endsWith("package-info.java")).forEach(infos::add);
        }
      }
    }
    assertThat(infos).isNotEmpty();
    return infos;
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked =
            type.getPackage().tryGetPackageInfo().isPresent()
                && type.getPackage().isAnnotatedWith(NullMarked.class);
        if (!marked) {
          events.add(
              SimpleConditionEvent.violated(
                  type,
                  String.format(Locale.ROOT, "%s is in no @NullMarked package", type.getName())));
        }
      }
    };
  }

  private static DescribedPredicate<JavaField> areWrittenByPeople() {
    return DescribedPredicate.describe(
        "are written by people",
        field ->
            !field.getModifiers().contains(SYNTHETIC)
                && !field.getName().startsWith("$")
                && field.getModifiers().contains(STATIC));
  }
}
