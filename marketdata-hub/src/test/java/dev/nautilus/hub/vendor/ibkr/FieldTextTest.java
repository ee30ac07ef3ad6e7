package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

class FieldTextTest {

  private static JsonNode text(String value) {
    return StringNode.valueOf(value);
  }

  @ParameterizedTest
  @CsvSource({
    "'1,300', 1300",
    "'1,236,000.25', 1236000.25",
    "168.42, 168.42",
    "-0.56, -0.56",
    "0, 0"
  })
  void number_asText_isRead(String value, double expected) {
    assertThat(FieldText.number(text(value))).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-", "--", "N/A", "n/a", "C401.23", "NaN", "Infinity", "1e5", "12..3"})
  void number_placeholderOrNonsense_isMissingAndNever0(String value) {
    assertThat(FieldText.number(text(value))).isEmpty();
  }

  @Test
  void number_absentOrNull_isMissing() {
    assertThat(FieldText.number(MissingNode.getInstance())).isEmpty();
    assertThat(FieldText.number(NullNode.getInstance())).isEmpty();
  }

  @Test
  void number_asJsonNumber_isReadToo() {
    assertThat(FieldText.number(DoubleNode.valueOf(0.56))).hasValue(0.56);
    assertThat(FieldText.number(DoubleNode.valueOf(Double.NaN))).isEmpty();
  }

  @Test
  void size_negative_isMissing() {
    assertThat(FieldText.size(text("-1"))).isEmpty();
    assertThat(FieldText.size(text("0"))).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "10.2K, 10200",
    "12.2M, 12200000",
    "'1,500.5K', 1500500",
    "3B, 3000000000",
    "'54,000', 54000"
  })
  void rounded_withLetter_isMultiplied(String value, double expected) {
    assertThat(FieldText.rounded(text(value)).orElseThrow())
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-3));
  }

  @Test
  void last_plainPrice_isATrade() {
    FieldText.Last last = FieldText.last(text("1,401.23")).orElseThrow();

    assertThat(last.price()).isEqualTo(1401.23);
    assertThat(last.isTraded()).isTrue();
    assertThat(last.isHalted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C401.23", "C 401.23"})
  void last_letterC_isThePreviousCloseAndNoTrade(String value) {
    FieldText.Last last = FieldText.last(text(value)).orElseThrow();

    assertThat(last.price()).isEqualTo(401.23);
    assertThat(last.isPreviousClose()).isTrue();
    assertThat(last.isTraded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"H15.50", "H 15.50"})
  void last_letterH_isHalted(String value) {
    FieldText.Last last = FieldText.last(text(value)).orElseThrow();

    assertThat(last.price()).isEqualTo(15.50);
    assertThat(last.isHalted()).isTrue();
    assertThat(last.isTraded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "N/A", "C", "H ", "X15", "C N/A"})
  void last_noPrice_isMissing(String value) {
    assertThat(FieldText.last(text(value))).isEmpty();
  }
}
