package dev.nautilus.hub.vendor.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesPlanTest {
  private static final Instant NOW = Instant.parse("2026-07-15T15:00:00Z");
  private static final URI API = URI.create("https://vendor.example/query");

  private static VendorQuery query(
      String symbol, String interval, @Nullable Instant from, int limit) {
    return new VendorQuery(
        MessageType.BAR,
        List.of(InstrumentId.of(symbol)),
        BarSpec.of(interval),
        from,
        null,
        limit,
        null);
  }

  private static SeriesPlan plan(VendorQuery query, boolean premium) {
    Outcome<SeriesPlan> plan = SeriesPlan.of(query, query.instruments().getFirst(), premium, NOW);
    assertThat(plan).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<SeriesPlan>) plan).value();
  }

  private static String url(VendorQuery query, boolean premium) {
    return plan(query, premium).calls().getFirst().onto(VendorUrl.of(API)).uri().getQuery();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AAPL|1d|function=TIME_SERIES_DAILY&symbol=AAPL&outputsize=compact&datatype=json",
        "VOD.L|1w|function=TIME_SERIES_WEEKLY&symbol=VOD.LON&datatype=json",
        "EURUSD=X|1d|function=FX_DAILY&from_symbol=EUR&to_symbol=USD&outputsize=compact&datatype=json",
        "JPY=X|1mo|function=FX_MONTHLY&from_symbol=USD&to_symbol=JPY&datatype=json",
        "BTC-USD|1d|function=DIGITAL_CURRENCY_DAILY&symbol=BTC&market=USD&datatype=json",
        "BTC-USD|1h|function=CRYPTO_INTRADAY&symbol=BTC&market=USD&interval=60min&outputsize=compact&datatype=json",
        "BRK-B|5m|function=TIME_SERIES_INTRADAY&symbol=BRK-B&interval=5min&adjusted=false&extended_hours=false&outputsize=compact&datatype=json"
      })
  void url_bySymbolAndInterval_isTheVendors(String symbol, String interval, String expected) {
    assertThat(url(query(symbol, interval, null, 50), false)).isEqualTo(expected);
  }

  @Test
  void url_moreThanAHundredOnAPremiumPlan_isAllAsCsv() {
    assertThat(url(query("AAPL", "1d", null, 500), true)).contains("outputsize=full&datatype=csv");
    assertThat(url(query("AAPL", "1d", null, 500), false)).contains("outputsize=compact");
    assertThat(url(query("AAPL", "1d", null, 100), true)).contains("outputsize=compact");
  }

  @Test
  void minutes_ofLongAgo_areAskedForByMonth() {
    VendorQuery spring = query("AAPL", "1m", Instant.parse("2026-05-01T03:30:00Z"), 0);

    assertThat(plan(spring, true).calls())
        .as("half past three UTC on May 1 is still April in New York")
        .extracting(SeriesCall::month)
        .containsExactly(
            YearMonth.of(2026, 4),
            YearMonth.of(2026, 5),
            YearMonth.of(2026, 6),
            YearMonth.of(2026, 7));
    assertThat(plan(query("AAPL", "1m", Instant.parse("2019-01-01T00:00:00Z"), 0), true))
        .matches(SeriesPlan::clamped)
        .extracting(plan -> plan.calls().size())
        .isEqualTo(24);
  }

  @Test
  void question_thatMakesNoSense_isBad() {
    VendorQuery backwards = query("AAPL", "1d", NOW.plusSeconds(1), 0);

    assertThat(SeriesPlan.of(backwards, InstrumentId.of("AAPL"), true, NOW))
        .isInstanceOfSatisfying(
            Outcome.Bad.class,
            bad -> assertThat(bad.refused().why()).isEqualTo(Refusal.BAD_REQUEST));
  }
}
