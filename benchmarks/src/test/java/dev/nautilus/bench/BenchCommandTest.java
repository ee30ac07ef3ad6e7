package dev.nautilus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int code(BenchCommand.Work work) {
    return BenchCommand.code("usage: bench", List.of("--quick"), work, stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void run_thatEndsWell_isZeroAndOneWhereAGoalWasMissed() {
    assertThat(code((words, to) -> words.contains("--quick"))).isZero();
    assertThat(code((words, to) -> words.isEmpty())).isEqualTo(1);
    assertThat(err.size()).isZero();
  }

  @Test
  void run_wrongOptions_isTwoWithTheUsage() {
    int code =
        code(
            (words, to) -> {
              throw new IllegalArgumentException("--rounds needs a value");
            });
    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .containsSubsequence("nautilus: --rounds needs a value", "usage: bench");
  }

  @Test
  void run_thatCannotGoOn_isOneWithTheReason() {
    assertThat(
            code(
                (words, to) -> {
                  throw new BenchException("Redis ended");
                }))
        .isEqualTo(1);
    assertThat(
            code(
                (words, to) -> {
                  throw new IOException("no space");
                }))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("nautilus: Redis ended", "nautilus: no space")
        .doesNotContain("usage");
  }

  @Test
  void write_folderThatIsNotThere_isMadeAndNamed(@TempDir Path folder) throws IOException {
    Path results = folder.resolve("new");
    BenchCommand.write(results, "day.md", "# Day\n", stream(out));
    assertThat(results.resolve("day.md")).hasContent("# Day\n");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("day.md");
  }
}
