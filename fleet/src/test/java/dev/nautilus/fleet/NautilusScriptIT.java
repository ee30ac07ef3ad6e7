package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the script answers when no fleet runs; `.ci/run` drives a running one with it.
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
            "--external-redis")) {
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
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }
}
