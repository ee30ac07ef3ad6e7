package dev.nautilus.engine.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Limits, non-finite numbers, arrays and tables.
final class ToleranceTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource({
    "100, 100.5, 1, 0, true",
    "100, 101.5, 1, 0, false",
    "100, 101.5, 1, 0.02, true",
    "-100, -101.5, 0, 0.01, false",
    "0, 0.000001, 0, 0.5, false",
    "0.3, 0.31, 0.01, 0, true",
    "5, 5, 0, 0, true",
    "5, 5.000000000000001, 0, 0, false",
    "NaN, NaN, 1, 0, true",
    "NaN, 1, 9, 0, false",
    "Infinity, Infinity, 0, 0, true",
    "Infinity, -Infinity, 9, 9, false"
  })
  void accepts_pair_isAsStated(
      double expected, double actual, double abs, double rel, boolean accepted) {
    assertThat(new Tolerance(abs, rel).accepts(expected, actual)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"abs\": \"x\"}", "{\"abs\": -1}", "3", "{\"note\": 1}"})
  void read_noUsableLimit_isRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tolerance.read(JSON.readTree(json)));
  }

  @Test
  void read_bothAndNotes_keepsBoth() {
    assertThat(Tolerance.read(JSON.readTree("{\"abs\": 1, \"rel\": 0.5, \"note\": \"n\"}")))
        .isEqualTo(new Tolerance(1, 0.5));
  }

  @Test
  void numbers_arrayWithWords_areRead() {
    assertThat(Numbers.array(JSON.readTree("[1, \"NaN\", \"Infinity\", \"-Infinity\"]")))
        .containsExactly(1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.array(JSON.readTree("[\"four\"]")));
  }

  @Test
  void comparison_arraysOfOtherLength_differ() {
    Verdict verdict =
        new Comparison()
            .numbers("r", new double[] {1, 2}, new double[] {1}, Tolerance.absolute(1))
            .verdict();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason()).contains("expected 2 numbers, was 1");
  }

  @Test
  void comparison_manyDifferences_showsFiveAndCountsAll() {
    double[] zeros = new double[9];
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    Verdict verdict =
        new Comparison().numbers("r", zeros, ones, Tolerance.absolute(0.5)).rule("why").verdict();
    assertThat(verdict.reason()).startsWith("9 of 10 differ").contains("and 4 more; rules: why");
  }

  @Test
  void table_quotesBlanksAndShortLines_areRead() {
    CsvTable table = CsvTable.parse(List.of("\uFEFFDate, OBV ,x", "\"a,b\",1.5E+3,", "c", " "));
    assertThat(table.header()).containsExactly("Date", "OBV", "x");
    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().getFirst()).containsExactly("a,b", "1.5E+3", "");
    assertThat(table.numbers("obv")).containsExactly(1500, Double.NaN);
    assertThatIllegalArgumentException().isThrownBy(() -> table.numbers("y"));
  }
}
