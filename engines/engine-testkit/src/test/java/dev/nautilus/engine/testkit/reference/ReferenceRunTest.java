package dev.nautilus.engine.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of small suites over case files written on the spot.
final class ReferenceRunTest {

  private static final String PLAIN =
      """
      {"id": "x%d", "method": "%s", "input": 2, "expected": %s, "tolerance": {"abs": 0.01},
       "kind": "published"}""";

  @TempDir Path root;

  @Test
  void run_tenRightCases_succeeds() throws IOException {
    write("demo", "good.json", 10, ten("double", "4"));
    ReferenceReport report = report(Optional.empty());
    assertThat(report.complaints()).isEmpty();
    assertThat(report.passed()).isEqualTo(10);
    assertThat(report.succeeded()).isTrue();
  }

  @Test
  void case_unmappedMethod_fails() throws IOException {
    write("demo", "good.json", 10, ten("triple", "6"));
    ReferenceReport report = report(Optional.empty());
    assertThat(report.failed()).isEqualTo(10);
    assertThat(report.entries().getFirst().verdict().reason())
        .isEqualTo("method 'triple' is not mapped");
  }

  @Test
  void case_wrongNumber_failsWithBothNumbers() throws IOException {
    write("demo", "good.json", 10, ten("double", "4.02"));
    ReferenceReport report = report(Optional.empty());
    assertThat(report.failed()).isEqualTo(10);
    assertThat(report.entries().getFirst().verdict().reason()).contains("4.02").contains("4.0");
  }

  @Test
  void case_unreadableTolerance_fails() throws IOException {
    String vague = PLAIN.replace("{\"abs\": 0.01}", "{\"abs\": \"see test\"}");
    write("demo", "good.json", 1, vague.formatted(1, "double", "4"));
    assertThat(report(Optional.empty()).entries().getFirst().verdict().reason())
        .contains("tolerance must be in numbers");
  }

  @Test
  void case_missingTolerance_fails() throws IOException {
    write("demo", "good.json", 1, "{\"id\": \"x\", \"method\": \"double\", \"input\": 1}");
    ReferenceReport.Entry entry = report(Optional.empty()).entries().getFirst();
    assertThat(entry.verdict().passed()).isFalse();
    assertThat(entry.verdict().reason()).contains("case must have 'expected'");
  }

  @Test
  void case_executorThatComparesNothing_fails() throws IOException {
    write("demo", "good.json", 1, PLAIN.formatted(1, "idle", "4"));
    assertThat(report(Optional.empty()).entries().getFirst().verdict().reason())
        .isEqualTo("nothing was compared");
  }

  @Test
  void builtIn_fewerThanTenPublished_isAComplaint() throws IOException {
    write("demo", "good.json", 1, PLAIN.formatted(1, "double", "4"));
    ReferenceReport report = report(Optional.empty());
    assertThat(report.failed()).isZero();
    assertThat(report.succeeded()).isFalse();
    assertThat(report.complaints()).singleElement().asString().contains("at least 10");
  }

  @Test
  void namedFolder_withoutCasesOfThisEngine_isAComplaint() throws IOException {
    write("demo", "good.json", 10, ten("double", "4"));
    Path named = Files.createDirectory(root.resolve("named"));
    Files.createDirectory(named.resolve("other"));
    ReferenceReport report = report(Optional.of(named));
    assertThat(report.passed()).isEqualTo(10);
    assertThat(report.succeeded()).isFalse();
    assertThat(report.complaints()).singleElement().asString().contains("no case for engine");
  }

  @Test
  void namedFolder_withCases_runsBoth() throws IOException {
    write("demo", "good.json", 10, ten("double", "4"));
    write("named/demo", "more.json", 1, PLAIN.formatted(99, "double", "5"));
    ReferenceReport report = report(Optional.of(root.resolve("named")));
    assertThat(report.passed()).isEqualTo(10);
    assertThat(report.failed()).isEqualTo(1);
  }

  @Test
  void file_brokenOrMiscounted_isAComplaint() throws IOException {
    write("demo", "good.json", 11, ten("double", "4"));
    Files.writeString(root.resolve("demo/broken.json"), "{\"cases\": [");
    assertThat(report(Optional.empty()).complaints())
        .anySatisfy(text -> assertThat(text).contains("announces 11 cases, holds 10"))
        .anySatisfy(text -> assertThat(text).contains("broken.json cannot be read"))
        .hasSize(2);
  }

  @Test
  void report_oneDisputedFailure_saysEverything() throws IOException {
    write("demo", "good.json", 10, ten("double", "4"));
    write("demo", "odd.json", 1, PLAIN.formatted(77, "double", "5"));
    ReferenceReport report = report(Optional.empty());
    Path file = root.resolve("out/report.md");
    report.write(file);
    assertThat(Files.readString(file))
        .contains("# Reference cases: demo")
        .contains("| built-in | 11 | 11 | 10 | 1 |")
        .contains("- `x77` [double, published, built-in]: 1 of 1 differ")
        .contains("(disputed: upstream typed 5 for 4)")
        .contains("- passed `x3`")
        .contains("- FAILED `x77`");
    assertThat(report.failed()).as("a disputed case still fails").isEqualTo(1);
  }

  @Test
  void tests_failedCase_throws() throws IOException {
    write("demo", "good.json", 10, ten("double", "5"));
    long thrown =
        ReferenceTests.tests(report(Optional.empty()))
            .filter(ReferenceRunTest::throwsError)
            .count();
    assertThat(thrown).isEqualTo(10);
  }

  private static boolean throwsError(DynamicTest test) {
    try {
      test.getExecutable().execute();
      return false;
    } catch (Throwable error) {
      return error instanceof AssertionError;
    }
  }

  private ReferenceReport report(Optional<Path> named) {
    ReferenceSuite suite =
        ReferenceSuite.of("demo")
            .method(
                "double",
                reference ->
                    new Comparison()
                        .number(
                            "value",
                            Numbers.read(reference.expected()),
                            2 * Numbers.read(reference.input()),
                            reference.tolerance())
                        .verdict())
            .method("idle", reference -> new Comparison().verdict())
            .disputed("x77", "upstream typed 5 for 4");
    return new ReferenceRun(suite, root, named).report();
  }

  private static String ten(String method, String expected) {
    return IntStream.range(0, 10)
        .mapToObj(i -> PLAIN.formatted(i, method, expected))
        .collect(Collectors.joining(","));
  }

  private void write(String folder, String name, int count, String cases) throws IOException {
    Path file = Files.createDirectories(root.resolve(folder)).resolve(name);
    Files.writeString(
        file, "{\"engine\": \"demo\", \"count\": %d, \"cases\": [%s]}".formatted(count, cases));
  }
}
