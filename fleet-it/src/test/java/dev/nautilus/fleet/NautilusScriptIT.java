package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the script answers, and that what it starts stays within its memory; `.ci/run` drives a
/// fleet on the usual ports with it.
class NautilusScriptIT {
  @TempDir private Path run;

  /// @param output both streams, in the order written
  private record Result(int exitCode, String output) {}

  @Test
  void help_listsEveryCommandAndExitCode() throws Exception {
    Result help = nautilus("help");
    assertThat(help.exitCode()).isZero();
    for (String word :
        List.of(
            "up ",
            "-d ",
            "down ",
            "status ",
            "audit ",
            "tail TYPE",
            "dlq list",
            "groups list",
            "--external-redis",
            "--isolated",
            "--free-ports")) {
      assertThat(help.output()).contains(word);
    }
    for (ExitCode exitCode : ExitCode.values()) {
      assertThat(help.output()).containsPattern("(?m)^ +" + exitCode.number() + "  ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "status, 3, no fleet is running",
    "audit, 3, no fleet is running",
    "tail QUOTE, 3, no fleet is running",
    "dlq list, 3, no fleet is running",
    "groups list, 3, no fleet is running",
    "down, 0, No fleet is running",
    "down now, 2, takes no options",
    "fly, 2, no command 'fly'"
  })
  void command_withoutAFleet_saysSoByTextAndExitCode(String command, int exitCode, String text)
      throws Exception {
    Result result = nautilus(command.split(" "));
    assertThat(result.output()).contains(text);
    assertThat(result.exitCode()).isEqualTo(exitCode);
  }

  /// On simulated data and all the engines' own instruments. Seconds until ready are the machine's
  /// as well; the goal is 45 (`-Dnautilus.ready=45`), which a machine that builds beside it may
  /// miss.
  @Test
  void up_inOneProcess_isReadyWithinItsMemoryAndLeavesNothing(TestReporter reporter)
      throws Exception {
    assumeThat(Path.of("/proc/self/status")).exists();
    try {
      Result up = nautilus("up", "-d", "--free-ports");
      assertThat(up.exitCode()).as(up.output()).isZero();
      Matcher seconds = Pattern.compile("Ready after ([0-9.]+) s").matcher(up.output());
      assertThat(seconds.find()).as(up.output()).isTrue();
      Map<String, String> state = new RunFolder(run).readState().orElseThrow();
      long peak = kibibytes(state.getOrDefault("pid", "0"), "VmHWM");
      reporter.publishEntry(
          Map.of("ready after s", seconds.group(1), "peak memory MiB", Long.toString(peak / 1024)));
      assertThat(peak).isPositive().isLessThan(1_536 * 1_024);
      assertThat(Double.parseDouble(seconds.group(1)))
          .isLessThan(Integer.getInteger("nautilus.ready", 180));
      assertThat(nautilus("status").exitCode()).isZero();
      assertThat(nautilus("up", "--free-ports").exitCode()).isEqualTo(3);
    } finally {
      assertThat(nautilus("down").exitCode()).isZero();
    }
    assertThat(nautilus("status").exitCode()).isEqualTo(3);
  }

  private static long kibibytes(String pid, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private Result nautilus(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Project.root().resolve("nautilus").toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(run.toFile());
    builder.environment().put("NAUTILUS_RUN", run.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), output);
  }
}
