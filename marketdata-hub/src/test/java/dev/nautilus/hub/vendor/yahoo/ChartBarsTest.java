package dev.nautilus.hub.vendor.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Bar;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartBarsTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-04T18:00:30Z");

  /// A chart with the given rows.
  ///
  /// @param columns open, high, low, close and volume, each a JSON array without its brackets
  private static String chart(String meta, String stamps, String... columns) {
    return """
        {"chart":{"result":[{"meta":{"symbol":"ACME",%s},"timestamp":[%s],"indicators":{"quote":[
        {"open":[%s],"high":[%s],"low":[%s],"close":[%s],"volume":[%s]}]}}],"error":null}}"""
        .formatted(Stream.concat(Stream.of(meta, stamps), Stream.of(columns)).toArray());
  }

  private static String flat(String meta, String stamps, String price, String volume) {
    return chart(meta, stamps, price, price, price, price, volume);
  }

  private static Outcome<List<MarketDatum>> read(String interval, String body) {
    ChartCall asked =
        new ChartCall(
            InstrumentId.of("ACME"),
            ChartInterval.ofWire(interval).orElseThrow(),
            null,
            null,
            "1d",
            false);
    return ChartBars.read(answer(body), asked, receipt());
  }

  private static Receipt receipt() {
    return new Receipt(YahooConnection.SOURCE, RECEIVED, false);
  }

  private static HttpAnswer answer(String body) {
    return new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Bar> bars(String interval, String body) {
    Outcome<List<MarketDatum>> outcome = read(interval, body);
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<List<MarketDatum>>) outcome)
        .value().stream().map(Bar.class::cast).toList();
  }

  private static Refusal refusal(String interval, String body) {
    Outcome<List<MarketDatum>> outcome = read(interval, body);
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<List<MarketDatum>>) outcome).refused().why();
  }

  @ParameterizedTest
  @CsvSource({
    // session opens 10:00 in Sydney, which is the day before in UTC for half of the year
    "Australia/Sydney, 2026-03-02T23:00:00Z, 2026-03-03",
    "America/New_York, 2026-03-03T14:30:00Z, 2026-03-03",
    "Pacific/Auckland, 2026-03-02T21:00:00Z, 2026-03-03",
    "Europe/London, 2026-03-03T00:00:00Z, 2026-03-03"
  })
  void dailyBar_anyExchange_hasItsOwnDate(String zone, Instant stamp, LocalDate date) {
    String meta = "\"exchangeTimezoneName\":\"" + zone + "\",\"dataGranularity\":\"1d\"";

    Bar bar = bars("1d", flat(meta, "" + stamp.getEpochSecond(), "5", "9")).getFirst();

    assertThat(bar.start()).isEqualTo(date + "T00:00:00Z");
    assertThat(bar.complete()).isTrue();
    assertThat(bar.provenance().observedAt()).isBefore(RECEIVED);
  }

  @Test
  void dailyBar_sessionStillOpen_isIncomplete() {
    long live = Instant.parse("2026-03-04T18:00:00Z").getEpochSecond();
    long end = Instant.parse("2026-03-04T21:00:00Z").getEpochSecond();
    String meta =
        """
        "exchangeTimezoneName":"America/New_York","regularMarketTime":%d,
        "currentTradingPeriod":{"regular":{"end":%d}}"""
            .formatted(live, end);
    long open = Instant.parse("2026-03-04T14:30:00Z").getEpochSecond();
    long before = open - 86_400;

    // Yahoo sends the running day twice: as begun and as it stands.
    List<Bar> bars =
        bars(
            "1d",
            chart(
                meta,
                before + "," + open + "," + live,
                "1,2,2.5",
                "1,4,3",
                "1,2,2",
                "1,3,2.2",
                "10,20,30"));

    assertThat(bars).extracting(Bar::complete).containsExactly(true, false);
    Bar running = bars.getLast();
    assertThat(running.start()).isEqualTo("2026-03-04T00:00:00Z");
    assertThat(List.of(running.open(), running.high(), running.low(), running.close()))
        .containsExactly(2.0, 4.0, 2.0, 2.2);
    assertThat(running.volume()).isEqualTo(30);
    assertThat(running.provenance().observedAt()).isEqualTo("2026-03-04T18:00:00Z");
  }

  @Test
  void minuteBar_liveStamp_belongsToTheMinuteItIsIn() {
    long minute = Instant.parse("2026-03-04T18:00:00Z").getEpochSecond();
    String meta =
        "\"exchangeTimezoneName\":\"UTC\",\"regularMarketTime\":%d".formatted(minute + 17);

    List<Bar> bars = bars("1m", flat(meta, (minute - 60) + "," + (minute + 17), "1,2", "10,0"));

    assertThat(bars)
        .extracting(bar -> bar.start().getEpochSecond())
        .containsExactly(minute - 60, minute);
    assertThat(bars).extracting(Bar::complete).containsExactly(true, false);
  }

  @Test
  void weekBar_andItsLiveRow_areOne() {
    long monday = Instant.parse("2026-03-02T05:00:00Z").getEpochSecond();
    long live = Instant.parse("2026-03-04T18:00:00Z").getEpochSecond();
    String meta = "\"exchangeTimezoneName\":\"America/New_York\",\"regularMarketTime\":" + live;

    List<Bar> bars = bars("1wk", flat(meta, monday + "," + live, "1,2", "10,5"));

    assertThat(bars).hasSize(1);
    assertThat(bars.getFirst().start()).isEqualTo("2026-03-02T00:00:00Z");
    assertThat(bars.getFirst().volume()).isEqualTo(15);
    assertThat(bars.getFirst().complete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "75.0875015258789,75.0875",
    "129.0399932861328,129.04",
    "94745.078125,94745.08",
    "0.00012349999451544136,0.0001235",
    "112,112",
    "44.05,44.05",
    "-37.63000106811523,-37.63"
  })
  void price_withFloatNoise_isThePriceMeant(double sent, double meant) {
    assertThat(FloatNoise.strip(sent)).isEqualTo(meant);
  }

  @Test
  void row_thatContradictsItself_isLeftOut() {
    String body =
        chart(
            "\"exchangeTimezoneName\":\"UTC\"",
            "60,120,180",
            "5,5,5",
            "6,4,6",
            "4,3,4",
            "5,5,5",
            "1,1,-1");

    assertThat(bars("1m", body)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"chart\":{\"result\":[],\"error\":null}}",
        "{\"chart\":{\"result\":null,\"error\":null}}",
        "{\"chart\":{\"result\":[{\"meta\":{\"exchangeTimezoneName\":\"UTC\"},\"indicators\":{\"quote\":[{}]}}]}}"
      })
  void chart_withoutRows_isNoData(String body) {
    assertThat(refusal("1d", body)).isEqualTo(Refusal.NO_DATA);
  }

  @Test
  void chart_notWhatWasAsked_isGarbage() {
    String utc = "\"exchangeTimezoneName\":\"UTC\"";
    assertThat(refusal("1d", flat(utc + ",\"dataGranularity\":\"3mo\"", "60", "1", "1")))
        .isEqualTo(Refusal.GARBAGE);
    assertThat(refusal("1d", flat("\"a\":1", "60", "1", "1"))).isEqualTo(Refusal.GARBAGE);
    assertThat(refusal("1d", flat("\"exchangeTimezoneName\":\"Mars/One\"", "60", "1", "1")))
        .isEqualTo(Refusal.GARBAGE);
    assertThat(refusal("1m", chart(utc, "60,120", "1", "1,1", "1,1", "1,1", "1,1")))
        .isEqualTo(Refusal.GARBAGE);
    assertThat(refusal("1d", "{\"quoteResponse\":{\"result\":[]}}")).isEqualTo(Refusal.GARBAGE);
    assertThat(refusal("1d", "[1,2")).isEqualTo(Refusal.GARBAGE);
  }

  @Test
  void hour_underBothItsNames_isTheSame() {
    String meta = "\"exchangeTimezoneName\":\"UTC\",\"dataGranularity\":\"1h\"";

    assertThat(bars("60m", flat(meta, "3600", "1", "1")).getFirst().spec()).hasToString("1h");
  }

  @Test
  void actions_splitAndDividend_haveExchangeDates() {
    String body =
        """
        {"chart":{"result":[{"meta":{"symbol":"ACME","exchangeTimezoneName":"Australia/Sydney"},
        "events":{"splits":{"a":{"date":1772492400,"numerator":3,"denominator":2},
                            "b":{"date":1772492400,"numerator":3,"denominator":0}},
                  "dividends":{"c":{"date":1772492400,"amount":0.25},"d":{"amount":1}}}}]}}""";
    ChartCall asked =
        new ChartCall(InstrumentId.of("ACME"), ChartInterval.DAY, null, null, "5y", true);

    Outcome<List<MarketDatum>> outcome = ChartActions.read(answer(body), asked, receipt());

    assertThat(((Outcome.Good<List<MarketDatum>>) outcome).value())
        .map(CorporateAction.class::cast)
        .extracting(a -> a.kind() + " " + a.amount() + " " + a.exDate())
        .containsExactly("SPLIT 1.5 2026-03-03", "DIVIDEND 0.25 2026-03-03");
  }
}
