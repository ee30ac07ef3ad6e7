package dev.nautilus.bench.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromisePageTest {
  private static final ResultPage GUESSES =
      ResultPage.of(
          """
          # Prefetch
          | trace | predicted hit |
          |---|---|
          | markov with noise | 97.1 % |
          """);

  @TempDir private Path root;
  private Path results;

  @BeforeEach
  void makeFolder() throws IOException {
    results = Files.createDirectories(root.resolve("benchmarks/results"));
  }

  private void report(String name, String hitRate) throws IOException {
    Files.writeString(
        results.resolve(name),
        """
        # The hub's figures

        ## Thirteen engines, 20 s of the trading hour

        | what | measured | goal | verdict |
        |---|---|---|---|
        | hit rate | %s | at least 95 %% | reached |
        """
            .formatted(hitRate));
  }

  private String text() throws IOException {
    return new PromisePage(root, GUESSES).text();
  }

  @Test
  void page_withoutResults_saysNotMeasured() throws IOException {
    assertThat(text())
        .contains("| cache hits | 90 % and more | not measured | - | `./nautilus bench hub` |")
        .contains("| uptime | 99.99 % | not measured | no availability drill is written yet | - |")
        .contains("| 97.1 % | this run | `./nautilus bench prefetch` |");
  }

  @Test
  void page_withReports_takesTheNewestFigure() throws IOException {
    report("2026-11-20-hub.md", "91 %");
    report("2026-11-27-hub.md", "97.26 %");
    report("2026-11-28-hub-quick.md", "12 %");
    report("2026-11-28-hub.md", "-");
    assertThat(text())
        .contains("| 97.26 % | [2026-11-27-hub.md](../benchmarks/results/2026-11-27-hub.md) |")
        .doesNotContain("91 %", "12 %");
  }

  @Test
  void page_withReportsOfTests_saysWhetherTheyHeld() throws IOException {
    test("fleet-it", "dev.nautilus.fleet.FleetIT", "tests=\"16\" errors=\"0\" failures=\"0\"");
    test(
        "bridge-it",
        "dev.nautilus.hub.bridge.MigrationIT",
        "tests=\"2\" errors=\"0\" failures=\"1\"");
    assertThat(text())
        .contains("| held by 16 tests | FleetIT, ")
        .contains("| broken: a test failed | MigrationIT, ")
        .contains("| not measured | ConsistencyIT has not run here |");
  }

  private void test(String module, String name, String counts) throws IOException {
    Path folder = Files.createDirectories(root.resolve(module + "/target/failsafe-reports"));
    Files.writeString(
        folder.resolve("TEST-" + name + ".xml"),
        "<testsuite name=\"x\" %s>\n<testcase errors=\"9\"/></testsuite>".formatted(counts));
  }
}
