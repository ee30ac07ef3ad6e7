package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void of_wordsAndOptionsInAnyOrder_tellsThemApart() {
    CommandLine line = parse("--run=x", "tail", "QUOTE", "--symbol", "AAPL", "--live");
    assertThat(line.command()).isEqualTo("tail");
    assertThat(line.words()).containsExactly("QUOTE");
    assertThat(line.option("run")).contains("x");
    assertThat(line.option("symbol")).contains("AAPL");
    assertThat(line.has("live")).isTrue();
    assertThat(line.has("external-redis")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--live", "up --nope", "up --live=yes", "up --run", "up -x --run"})
  void of_whatCannotBeUnderstood_isAUsageError(String args) {
    assertUsage(() -> parse(args.isEmpty() ? new String[0] : args.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1001", "99999999999", "1.5", ""})
  void number_outsideItsBounds_isAUsageError(String value) {
    assertUsage(() -> parse("up", "--count=" + value).number("count", 7, 1, 1_000));
  }

  @Test
  void number_absentOrWithin_isTaken() {
    assertThat(parse("up").number("count", 7, 1, 10)).isEqualTo(7);
    assertThat(parse("up", "--count", "10").number("count", 7, 1, 10)).isEqualTo(10);
  }

  @Test
  void tailRequest_typeInAnyCase_isFound() {
    TailRequest request = TailRequest.of(parse("tail", "qUoTe", "--count", "3"));
    assertThat(request.type().name()).isEqualTo("quote");
    assertThat(request.count()).isEqualTo(3);
    assertThat(request.key()).isEmpty();
    assertThat(request.all()).isFalse();
  }

  @Test
  void tailRequest_unknownType_saysWhichExist() {
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> TailRequest.of(parse("tail", "NOPE")))
        .withMessageContaining("no type 'NOPE'")
        .withMessageContaining("feature_vector");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tail", "tail QUOTE TRADE"})
  void tailRequest_notOneType_isAUsageError(String args) {
    assertUsage(() -> TailRequest.of(parse(args.split(" "))));
  }

  private static CommandLine parse(String... args) {
    return CommandLine.of(
        List.of(args), Set.of("run", "symbol", "count"), Set.of("live", "external-redis", "all"));
  }

  private static void assertUsage(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(call)
        .withMessageContaining("nautilus help")
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }
}
