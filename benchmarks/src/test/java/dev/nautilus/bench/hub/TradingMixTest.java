package dev.nautilus.bench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bench.hub.TradingMix.Ask;
import dev.nautilus.hub.desk.ServedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TradingMixTest {
  private static final int MANY = 200_000;
  private final TradingMix mix = TradingMix.read(List.of("AAPL", "MSFT"));

  private List<Ask> trace(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, MANY).mapToObj(i -> mix.next(random)).toList();
  }

  @Test
  void mix_asCheckedIn_isOfThirteenEnginesAndFiveHundredSymbols() {
    assertThat(mix.engines()).hasSize(13).doesNotHaveDuplicates();
    assertThat(mix.symbols()).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void trace_ofTheSameSeed_isTheSame() {
    assertThat(trace(7)).isEqualTo(trace(7)).isNotEqualTo(trace(8));
  }

  @Test
  void quotes_areAskedForByZipfsLaw() {
    Map<String, Integer> bySymbol = new HashMap<>();
    trace(1).stream()
        .filter(ask -> ask.type().equals("quote"))
        .forEach(ask -> bySymbol.merge(ask.subject().value(), 1, Integer::sum));

    double first = bySymbol.getOrDefault("AAPL", 0);
    assertThat(bySymbol.getOrDefault("MSFT", 0) / first).isCloseTo(1 / 2.0, within(0.05));
    assertThat(bySymbol.getOrDefault(mix.symbols().get(9).value(), 0) / first)
        .isCloseTo(0.1, within(0.02));
    assertThat(bySymbol).hasSizeGreaterThan(450);
  }

  @Test
  void everyType_isOneThatTheHubServes() {
    assertThat(trace(1).stream().map(Ask::type).distinct())
        .isNotEmpty()
        .allMatch(type -> ServedType.find(type).isPresent());
  }

  @Test
  void round_meetsEverySubjectThatIsNoQuoteOnce() {
    List<Ask> round = mix.round("risk");

    assertThat(round).doesNotHaveDuplicates();
    assertThat(round.stream().filter(ask -> ask.type().equals("quote"))).hasSize(1);
    assertThat(round.stream().map(ask -> ask.subject().value()))
        .contains("SEC:CURRENT", "FRED:GDP", "DATAGOV:unemployment-rate-unrate");
  }
}
