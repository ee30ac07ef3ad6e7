package dev.nautilus.engines.backtesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.engines.backtesting.method.Commission;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.Slippage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Plans and files as people write them.
class RunPlanTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strategy | magic | strategy must be sma_cross",
        "fast | 40 | fast must be 1 or more and below slow",
        "fast | 2.5 | fast must be a whole number",
        "cash | none | cash must be a number",
        "cash | -1 | cash must be more than 0",
        "source | rumour | source must be of",
        "spec | volume:100 | spec must be a time interval",
        "commission | per_share | must have 1 numbers behind it",
        "commission | per_dollar:x | must have a number at place 1",
        "slippage | wild:1 | slippage must be none",
        "latency | soon | latency must be a duration",
        "ending | happy | ending must be close, open or keep",
        "volume_limit | 0 | volumeLimit must be more than 0",
        "colour | red | settings must be of"
      })
  void plan_wrongSetting_saysWhatMustBe(String name, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunPlan.of(Map.of("symbol", "AAPL", name, value)))
        .withMessageContaining(message);
  }

  @Test
  void plan_withoutSymbol_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunPlan.of(Map.of()))
        .withMessageContaining("instrument must be");
  }

  @Test
  void plan_costs_areWhatWasWritten() {
    RunPlan plan =
        RunPlan.of(
            Map.of(
                "symbol", "AAPL",
                "commission", "per_contract:0.01:0.3:3",
                "slippage", "square_root:1:0.02",
                "volume_limit", "0.025",
                "latency", "PT0.25S"));
    assertThat(plan.setup().costs().commission())
        .isEqualTo(new Commission.PerContract(0.01, 0.3, 3));
    assertThat(plan.setup().costs().slippage()).isEqualTo(new Slippage.SquareRoot(1, 0.02));
    assertThat(plan.setup().costs().volumeLimit()).isEqualTo(0.025);
    assertThat(plan.setup().costs().latencyNanos()).isEqualTo(250_000_000);
  }

  /// Published parameters are the defaults, and nothing shipped says otherwise.
  @Test
  void defaults_arePublished_andNoProfileChangesThem() throws IOException {
    assertThat(RunPlan.DEFAULTS)
        .containsEntry("fast", "10")
        .containsEntry("slow", "30")
        .containsEntry("days_per_year", "252");
    assertThat(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:backtesting-engine*.y*ml"))
        .hasSize(1);
    assertThat(
            new YamlPropertySourceLoader()
                .load("backtesting", new ClassPathResource("backtesting-engine.yml")))
        .hasSize(1);
  }

  private BarFile.Contents scan(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
    return BarFile.scan(
        folder, RunPlan.of(Map.of("symbol", "AAPL", "source", "file", "file", name)), 2);
  }

  @Test
  void csv_datesAndInstants_areBars() throws IOException {
    BarFile.Contents contents =
        scan(
            "a.csv",
            "t,o,h,l,c,v",
            "2026-01-05,1,2,0.5,1.5,10",
            "2026-01-06T00:00:00Z,1,2,0.5,1,9");
    assertThat(contents.bars()).isEqualTo(2);
    assertThat(contents.end()).isEqualTo("2026-01-07T00:00:00Z");
  }

  @Test
  void jsonl_capturedFromTheBus_isReplayed() throws IOException {
    String line =
        """
        {"type":"bar","key":"%s","payload":{"spec":"1d","start":"2026-01-05T00:00:00Z","open":1,"high":2,"low":0.5,"close":1.5,"volume":10,"complete":%s}}\
        """;
    Files.write(
        folder.resolve("b.jsonl"),
        List.of(
            line.formatted("MSFT", true),
            line.formatted("AAPL", false),
            line.formatted("AAPL", true)));
    RunPlan plan = RunPlan.of(Map.of("symbol", "AAPL", "source", "file", "file", "b.jsonl"));
    try (BarFile file = BarFile.open(folder, plan)) {
      ReplayBar bar = file.next();
      assertThat(bar).isNotNull();
      assertThat(bar.close()).isEqualTo(1.5);
      assertThat(file.next()).isNull();
    }
  }

  @Test
  void file_wrongLineTooManyNoneOrOutside_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan("c.csv", "t,o,h,l,c,v", "2026-01-05,1,2,0.5,9,10"))
        .withMessageContaining("line 2 of c.csv must be a bar");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan("d.csv", "t,o,h,l,c,v", "today,1,2,0.5,1,10"))
        .withMessageContaining("line 2 of d.csv");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan("e.csv", "h", "1,1,1,1,1,1", "2,1,1,1,1,1", "100000,1,1,1,1,1"))
        .withMessageContaining("at most 2 bars");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan("f.csv", "h", "2026-01-06,1,1,1,1,1", "2026-01-05,1,1,1,1,1"))
        .withMessageContaining("must not lie before");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan("g.csv", "h"))
        .withMessageContaining("held none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BarFile.open(
                    folder,
                    RunPlan.of(
                        Map.of("symbol", "AAPL", "source", "file", "file", "../secret.csv"))))
        .withMessageContaining("must lie in the data folder");
  }
}
