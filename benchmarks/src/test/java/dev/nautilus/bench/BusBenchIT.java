package dev.nautilus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One tiny round with every contender, to see that each still does what it is measured for. Not
/// part of the build: it takes a dozen JVMs and as many servers.
class BusBenchIT {
  @TempDir private Path results;

  @Test
  void comparison_ofEverybody_isFaultlessAndWritten() throws IOException {
    List<String> words =
        List.of(
            "--rounds",
            "1",
            "--warmup",
            "0.3",
            "--seconds",
            "0.3",
            "--scenarios",
            "groups_1,market_10,market_10_at_15k,idle,express",
            "--idle",
            "1",
            "--backlog",
            "20000",
            "--results",
            results.toString());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    new BusBench(BenchOptions.of(words), new PrintStream(said, true, StandardCharsets.UTF_8), clock)
        .run();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("round 1 of 1")
        .doesNotContain("NOT FAULTLESS");
    assertThat(Files.readString(results.resolve("2026-01-02-bus.md")))
        .contains("dual-bus-client", "raw sockets", "Jedis", "Redisson", "spring", "Lettuce")
        .contains("## Goals", "## Idle", "## Express lane");
    assertThat(results.resolve("2026-01-02-bus.json")).isNotEmptyFile();
  }
}
