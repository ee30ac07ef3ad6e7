package dev.nautilus.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bench.MachineFacts;
import dev.nautilus.bus.Bus;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleReportTest {
  private static final MachineFacts MACHINE =
      new MachineFacts("a processor", 2, "Linux", "25", "Redis 7", 0.1);

  private static ScaleReport report(ScalePoint... points) {
    return new ScaleReport(MACHINE, 1, false, List.of(points));
  }

  @Test
  void text_ofTwoPoints_hasTheirRowsTheModelAndWhatIsBeyond() {
    String text = report(CostModelTest.point(1, 4.5e-6), CostModelTest.point(13, 10.5e-6)).text();

    assertThat(text)
        .contains("## Engine Logic bus: 1 to 13 engines")
        .contains("| 13 | 100,000 | 1,300,000 | 1,238,095 | 1.05 | 100 |")
        .contains("a = 4.00 us, b = 0.50 us")
        .contains("| 1 | 13 | 66,667 | 866,667 |")
        .contains("Several masters: not measured")
        .doesNotContain("MarketData bus");
  }

  @Test
  void text_whereSomethingWasLost_saysSoInItsRow() {
    ScalePoint lossy = new ScalePoint(Bus.ENGINE_LOGIC, 1, 1, 13, 10, 9, 117, 1, 1, 1, 1, 2, 3);

    assertThat(report(CostModelTest.point(1, 4.5e-6), lossy).text())
        .contains("**2 lost, 3 wrong**");
  }

  @Test
  void options_areReadOrRefused() {
    ScaleBench.Options options =
        ScaleBench.Options.of(List.of("--quick", "--rounds", "2", "--results", "there"));

    assertThat(options).isEqualTo(new ScaleBench.Options(true, 2, 2, Path.of("there")));
    assertThat(options.file(LocalDate.EPOCH)).isEqualTo("1970-01-01-scale-quick");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScaleBench.Options.of(List.of("--rounds", "0")))
        .withMessageContaining("1 to 50");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScaleBench.Options.of(List.of("--loud")))
        .withMessageContaining("--loud");
  }
}
