package dev.nautilus.hub.vendor.tradingeconomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.Candle;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TradingEconomicsRowsTest {
  private static final Receipt RECEIPT =
      new Receipt(TradingEconomicsConnection.SOURCE, Instant.parse("2026-03-04T15:00:00Z"), false);

  private static HttpAnswer answer(String body) {
    return new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T good(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<T>) outcome).value();
  }

  @Test
  void day_ofAPriceHistory_isWrittenDayFirst() {
    List<Candle> days =
        good(
            MarketRows.days(
                answer(
                    """
                    [{"Symbol":"ACME:US","Date":"12/02/2024","Open":1,"High":2,"Low":1,"Close":2}]"""),
                "ACME:US"));

    assertThat(days.getFirst().start()).isEqualTo(Instant.parse("2024-02-12T00:00:00Z"));
  }

  @Test
  void series_underOneIndicator_areNotMixed() {
    String rows =
        """
        [{"Country":"Ruritania","Category":"Unemployment","DateTime":"2025-12-31T00:00:00",
          "Value":4.1,"Frequency":"Monthly","HistoricalDataSymbol":"RUUR","LastUpdate":""},
         {"Country":"Ruritania","Category":"Unemployment","DateTime":"2025-12-31T00:00:00",
          "Value":4.3,"Frequency":"Monthly","HistoricalDataSymbol":"RUURSA","LastUpdate":""}]""";
    InstrumentId asked = InstrumentId.of("TE:ruritania/unemployment");

    List<Economic> both =
        SeriesRow.series(
            good(SeriesRow.read(answer(rows), new Topic.History("ruritania", "unemployment", ""))),
            asked,
            RECEIPT);
    List<Economic> one =
        SeriesRow.series(
            good(
                SeriesRow.read(
                    answer(rows), new Topic.History("ruritania", "unemployment", "RUURSA"))),
            asked,
            RECEIPT);

    assertThat(both)
        .extracting(series -> series.instrument().value())
        .containsExactly("TE:ruritania/unemployment/RUUR", "TE:ruritania/unemployment/RUURSA");
    assertThat(one).hasSize(1).first().extracting(Economic::instrument).isEqualTo(asked);
    assertThat(one.getFirst().observations().getFirst().value()).isEqualTo(OptionalDouble.of(4.3));
  }

  @Test
  void release_stillToCome_isMissingAndOthersShareOneUnit() {
    String rows =
        """
        [{"CalendarId":"1","Date":"2026-01-10T08:00:00","Country":"Ruritania","Category":"Trade",
          "Event":"Trade","Reference":"Nov","ReferenceDate":"2025-11-30T00:00:00",
          "Actual":"€900M","Ticker":"RUTRADE","LastUpdate":"2026-01-10T08:00:01.8"},
         {"CalendarId":"2","Date":"2026-02-10T08:00:00","Country":"Ruritania","Category":"Trade",
          "Event":"Trade","Reference":"Dec","ReferenceDate":"2025-12-31T00:00:00",
          "Actual":"€1.2B","Ticker":"RUTRADE","LastUpdate":"2026-02-10T08:00:01"},
         {"CalendarId":"3","Date":"2026-03-10T08:00:00","Country":"Ruritania","Category":"Trade",
          "Event":"Trade","Reference":"Jan","ReferenceDate":"2026-01-31T00:00:00",
          "Actual":"","Ticker":"RUTRADE","LastUpdate":"2026-02-10T08:00:01.123"}]""";

    Economic trade = Release.series(good(Release.read(answer(rows))), RECEIPT).getFirst();

    assertThat(trade.units()).isEqualTo("€B");
    assertThat(trade.observations())
        .containsExactly(
            new Observation(
                LocalDate.of(2025, 11, 1), OptionalDouble.of(0.9), LocalDate.of(2026, 1, 10)),
            new Observation(
                LocalDate.of(2025, 12, 1), OptionalDouble.of(1.2), LocalDate.of(2026, 2, 10)),
            new Observation(LocalDate.of(2026, 1, 1), OptionalDouble.empty(), null));
    assertThat(trade.provenance().observedAt()).isEqualTo("2026-02-10T08:00:01.123Z");
  }

  @Test
  void quote_asked_keepsTheHubsNameAndHasNoSides() {
    InstrumentId acme = InstrumentId.of("ACME");
    List<MarketDatum> quotes =
        good(
            MarketRows.quotes(
                answer(
                    """
                    [{"Symbol":"ACME:US   ","Date":"2026-03-03T21:00:00","Last":0.0,
                      "state":"CLOSED    "}]"""),
                Map.of("ACME:US", acme),
                RECEIPT));

    Quote quote = (Quote) quotes.getFirst();
    assertThat(quote.instrument()).isEqualTo(acme);
    assertThat(quote.last()).as("0 is a price").isEqualTo(OptionalDouble.of(0));
    assertThat(quote.bid()).isEmpty();
    assertThat(quote.provenance().observedAt()).isEqualTo("2026-03-03T21:00:00Z");
  }
}
