package dev.nautilus.engine.testkit.reference;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/// JUnit tests from a [ReferenceSuite], one per case and one for the files themselves.
///
/// ```java
/// @TestFactory
/// Stream<DynamicTest> cases_published_areReproduced() throws IOException {
///   return ReferenceTests.of(suite(), RiskReferenceCases.class);
/// }
/// ```
public final class ReferenceTests {

  /// System property naming the folder with further cases; a relative one is taken from where Maven
  /// was started, which the build tells by `nautilus.root`.
  public static final String FOLDER = "reference.cases";

  private static final String ROOT = "nautilus.root";

  private static final Path REPORT = Path.of("target", "reference-report.md");

  private ReferenceTests() {}

  /// Runs every case, writes `target/reference-report.md`, and gives a test per case.
  ///
  /// @param module a class beside whose resources `reference/<engine>` lies
  public static Stream<DynamicTest> of(ReferenceSuite suite, Class<?> module) throws IOException {
    Path root = Path.of(System.getProperty(ROOT, ""));
    Optional<Path> named = Optional.ofNullable(System.getProperty(FOLDER)).map(root::resolve);
    ReferenceReport report = new ReferenceRun(suite, builtIn(module), named).report();
    report.write(REPORT);
    return tests(report);
  }

  static Stream<DynamicTest> tests(ReferenceReport report) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "case files of " + report.engine(),
            () -> Assertions.assertEquals(List.of(), report.complaints())));
    for (ReferenceReport.Entry entry : report.entries()) {
      tests.add(
          DynamicTest.dynamicTest(
              entry.source() + ": " + entry.id(),
              () -> Assertions.assertTrue(entry.verdict().passed(), entry.verdict().reason())));
    }
    return tests.stream();
  }

  private static Path builtIn(Class<?> module) {
    URL resource = module.getResource("/reference");
    if (resource == null) {
      throw new IllegalStateException("module must have cases under src/test/resources/reference");
    }
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("resource folder must have a path, was " + resource, e);
    }
  }
}
