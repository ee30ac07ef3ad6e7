package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.message.Bar;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What every recorded answer must come to, where the recordings are at hand
/// (`-Dvendor.samples=<folder>`).
@EnabledIfSystemProperty(named = "vendor.samples", matches = ".+")
class IbkrRecordingsTest {
  private final Map<String, VendorSample> samples =
      VendorSample.of(
              Path.of(System.getProperty("nautilus.root", ""))
                  .resolve(System.getProperty("vendor.samples", "")),
              "ibkr")
          .stream()
          .collect(Collectors.toMap(VendorSample::name, Function.identity()));

  private SampleOutcome outcome(String name) {
    return new IbkrSampleReader().read(sample(name));
  }

  private VendorSample sample(String name) {
    return Objects.requireNonNull(samples.get(name), name);
  }

  private List<MarketDatum> data(String name) {
    return outcome(name).data();
  }

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  @Test
  void recordings_all_areNamedHere() {
    assertThat(samples.keySet())
        .containsExactlyInAnyOrder(
            "error_500_chart_data_unavailable",
            "error_500_secdef_info_unknown_conid",
            "history_VOO_10d_1d",
            "snapshot_AAPL_IBM",
            "snapshot_frozen_and_unknown_conid",
            "snapshot_preflight_no_data",
            "tickle_ok",
            "trsrv_stocks_VOO_VT",
            "ws_smd_full_frame_8314",
            "ws_smd_stream_265598");
  }

  @Test
  void errors_bothMeaningsOf500_areToldApart() {
    assertThat(outcome("error_500_chart_data_unavailable").refusal()).isEqualTo(Refusal.NO_DATA);
    assertThat(outcome("error_500_secdef_info_unknown_conid").refusal())
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(outcome("error_500_secdef_info_unknown_conid").detail())
        .contains("Details currently unavailable")
        .doesNotContain("\\\"");
  }

  @Test
  void history_tenDays_isReadInItsOwnOrder() {
    List<MarketDatum> bars = data("history_VOO_10d_1d");

    assertThat(bars).hasSize(9);
    Bar first = (Bar) bars.getFirst();
    assertThat(first.start()).isEqualTo(Instant.parse("2022-12-30T00:00:00Z"));
    assertThat(List.of(first.open(), first.high(), first.low(), first.close()))
        .containsExactly(349.79, 351.49, 347.76, 351.34);
    assertThat(first.volume()).isEqualTo(3_728_300);
    assertThat(first.complete()).isTrue();
    Bar last = (Bar) bars.getLast();
    assertThat(last.start()).isEqualTo(Instant.parse("2023-01-12T00:00:00Z"));
    assertThat(List.of(last.open(), last.high(), last.low(), last.close()))
        .containsExactly(364.48, 366.15, 360.6, 364.81);
  }

  @Test
  void snapshot_twoShares_hasBidSizeIn88() {
    List<MarketDatum> quotes = data("snapshot_AAPL_IBM");

    assertThat(quotes).hasSize(2);
    Quote apple = (Quote) quotes.getFirst();
    assertThat(apple.bid()).isEqualTo(of(168.41));
    assertThat(apple.bidSize()).isEqualTo(of(1300));
    assertThat(apple.ask()).isEqualTo(of(168.42));
    assertThat(apple.askSize()).isEqualTo(of(600));
    assertThat(apple.last()).isEqualTo(of(168.42));
    assertThat(apple.provenance().observedAt()).isEqualTo(Instant.ofEpochMilli(1_712_596_911_593L));
    Quote other = (Quote) quotes.getLast();
    assertThat(other.instrument().value()).isEqualTo("IBKR:8314");
    assertThat(other.bidSize()).isEqualTo(of(200));
    assertThat(other.askSize()).isEqualTo(of(500));
  }

  @Test
  void snapshot_frozenAndUnknown_hasTheFrozenOnes() {
    List<MarketDatum> quotes = data("snapshot_frozen_and_unknown_conid");

    assertThat(quotes)
        .extracting(quote -> quote.instrument().value())
        .containsExactly("IBKR:265598", "IBKR:272093");
    Quote frozen = (Quote) quotes.getFirst();
    assertThat(frozen.bid()).isEqualTo(of(270.94));
    assertThat(frozen.bidSize()).isEmpty();
    assertThat(frozen.ask()).isEqualTo(of(270.99));
    assertThat(frozen.last()).isEqualTo(of(270.90));
    // The recorder wrote a word in place of the time.
    assertThat(frozen.provenance().observedAt()).isEqualTo(frozen.provenance().receivedAt());
  }

  @Test
  void snapshot_firstAnswer_isNoData() {
    assertThat(outcome("snapshot_preflight_no_data").refusal()).isEqualTo(Refusal.NO_DATA);
  }

  @Test
  void tickle_noBridgeForHistory_isWell() {
    assertThat(outcome("tickle_ok").kind()).isEqualTo(SampleOutcome.Kind.CREDENTIAL);
  }

  @Test
  void stocks_listedTwice_theUsOneIsMeant() {
    var outcome = FoundContracts.stocks(sample("trsrv_stocks_VOO_VT").answer());

    Map<String, List<FoundContracts.Listed>> found =
        outcome instanceof Outcome.Good<Map<String, List<FoundContracts.Listed>>>(var bySymbol)
            ? bySymbol
            : Map.of();
    assertThat(chosen(found, "VOO")).contains(136155102L);
    assertThat(chosen(found, "VT")).contains(52197301L);
  }

  private static Optional<Long> chosen(
      Map<String, List<FoundContracts.Listed>> found, String symbol) {
    return FoundContracts.choose(found.getOrDefault(symbol, List.of()), null)
        .map(FoundContracts.Listed::conid);
  }

  @Test
  void stream_fullFrame_isQuoteAndTick() {
    List<MarketDatum> data = data("ws_smd_full_frame_8314");

    assertThat(data).hasSize(2);
    Quote quote = (Quote) data.getFirst();
    assertThat(quote.bid()).isEqualTo(of(189.56));
    assertThat(quote.bidSize()).isEqualTo(of(200));
    assertThat(quote.ask()).isEqualTo(of(189.61));
    assertThat(quote.askSize()).isEqualTo(of(500));
    Tick tick = (Tick) data.getLast();
    assertThat(tick.price()).isEqualTo(189.60);
    assertThat(tick.size()).isEqualTo(of(100));
  }

  @Test
  void stream_deltas_areMergedToWholeQuotes() {
    List<MarketDatum> data = data("ws_smd_stream_265598");

    List<Quote> quotes =
        data.stream().filter(Quote.class::isInstance).map(Quote.class::cast).toList();
    assertThat(quotes)
        .extracting(q -> List.of(q.bid(), q.ask(), q.last()))
        .containsExactly(
            List.of(of(271.55), of(271.66), of(271.67)),
            List.of(of(271.68), of(271.70), of(271.68)),
            List.of(of(271.70), of(271.80), of(271.68)),
            List.of(of(271.70), of(271.73), of(271.74)),
            List.of(of(271.70), of(271.73), of(271.73)),
            List.of(of(271.70), of(271.73), of(271.71)));
    assertThat(data.stream().filter(Tick.class::isInstance).map(d -> ((Tick) d).price()))
        .containsExactly(271.67, 271.68, 271.74, 271.73, 271.71);
    assertThat(quotes.getFirst().provenance().observedAt())
        .isEqualTo(Instant.ofEpochMilli(1_777_552_110_061L));
  }
}
