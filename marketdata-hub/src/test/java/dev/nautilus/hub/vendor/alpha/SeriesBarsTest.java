package dev.nautilus.hub.vendor.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesBarsTest {
  private static final Receipt RECEIPT =
      new Receipt(AlphaConnection.SOURCE, Instant.parse("2026-07-15T15:00:00Z"), false);
  private static final String PRICES =
      "{\"1. open\":\"10\",\"2. high\":\"12\",\"3. low\":\"9\",\"4. close\":\"11\",\"5. volume\":\"7\"}";

  private static List<Bar> bars(SeriesInterval interval, String refreshed, String... stamps) {
    String rows =
        String.join(",", List.of(stamps).stream().map(s -> "\"" + s + "\":" + PRICES).toList());
    String body =
        """
        {"Meta Data":{"2. Symbol":"ACME","3. Last Refreshed":"%s","4. Interval":"%s",
        "6. Time Zone":"US/Eastern"},"Time Series":{%s}}"""
            .formatted(refreshed, interval.wire(), rows);
    InstrumentId acme = InstrumentId.of("ACME");
    SeriesCall call = new SeriesCall(acme, new AlphaSymbol.Share("ACME"), interval, null, false);
    Outcome<List<MarketDatum>> outcome =
        SeriesBars.read(
            new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)), call, RECEIPT);
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<List<MarketDatum>>) outcome)
        .value().stream().map(Bar.class::cast).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-14 09:30:00, 2026-07-14T13:30:00Z",
    "2026-01-14 09:30:00, 2026-01-14T14:30:00Z",
    "2026-03-06 16:00:00, 2026-03-06T21:00:00Z",
    "2026-03-09 16:00:00, 2026-03-09T20:00:00Z"
  })
  void minute_easternStamp_isThatInstant(String stamp, Instant expected) {
    assertThat(bars(SeriesInterval.MINUTE_1, stamp, stamp).getFirst().start()).isEqualTo(expected);
  }

  @Test
  void rows_newestFirst_areOldestFirst() {
    assertThat(bars(SeriesInterval.DAY, "2026-07-14", "2026-07-14", "2026-07-13", "2026-07-10"))
        .map(Bar::start)
        .isSorted()
        .first()
        .isEqualTo(Instant.parse("2026-07-10T00:00:00Z"));
  }

  @Test
  void day_refreshedInItsMiddle_isNotComplete() {
    assertThat(bars(SeriesInterval.DAY, "2026-07-14 14:07:03", "2026-07-14", "2026-07-13"))
        .map(Bar::complete)
        .containsExactly(true, false);
    assertThat(bars(SeriesInterval.DAY, "2026-07-14", "2026-07-14", "2026-07-13"))
        .allMatch(Bar::complete);
  }

  @Test
  void day_ofToday_stillRunsAndWasSeenNow() {
    Bar today = bars(SeriesInterval.DAY, "2026-07-15", "2026-07-15").getFirst();

    assertThat(today.complete()).isFalse();
    assertThat(today.provenance().observedAt()).isEqualTo(RECEIPT.receivedAt());
  }

  @Test
  void weekAndMonth_datedByTheirLastSession_startWithTheirFirstDay() {
    assertThat(bars(SeriesInterval.WEEK, "2026-07-10", "2026-07-10", "2026-07-02"))
        .map(Bar::start)
        .containsExactly(
            Instant.parse("2026-06-29T00:00:00Z"), Instant.parse("2026-07-06T00:00:00Z"));
    List<Bar> months = bars(SeriesInterval.MONTH, "2026-07-15", "2026-07-15", "2026-06-30");
    assertThat(months)
        .map(Bar::start)
        .containsExactly(
            Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));
    assertThat(months).map(Bar::complete).containsExactly(true, false);
  }
}
