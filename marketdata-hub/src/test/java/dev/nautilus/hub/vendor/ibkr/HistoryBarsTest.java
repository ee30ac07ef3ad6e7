package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryBarsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T15:00:30Z");
  private static final Receipt RECEIPT = new Receipt(IbkrConnection.SOURCE, NOW, false);
  private static final long MINUTE = Instant.parse("2026-03-04T14:59:00Z").toEpochMilli();

  private static Outcome<HistoryBars> read(String body, BarSize size, Contract contract) {
    HttpAnswer answer = new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    return HistoryBars.read(answer, new HistoryBars.Wanted(contract, size, 100), RECEIPT);
  }

  private static Contract contract(String zone, boolean traded) {
    return new Contract(InstrumentId.of("ACME"), 1, ZoneId.of(zone), traded);
  }

  private static List<Bar> bars(String body, BarSize size, Contract contract) {
    Outcome<HistoryBars> outcome = read(body, size, contract);
    assertThat(outcome).isInstanceOf(Outcome.Good.class);
    return ((Outcome.Good<HistoryBars>) outcome).value().bars();
  }

  private static String row(long at) {
    return "{\"o\":10,\"c\":11,\"h\":12,\"l\":9,\"v\":2.5,\"t\":%d}".formatted(at);
  }

  @Test
  void rows_openCloseHighLow_areNotMixedUp() {
    Bar bar =
        bars(
                "{\"data\":[" + row(MINUTE) + "],\"points\":0}",
                BarSize.MINUTE_1,
                contract("America/New_York", true))
            .getFirst();

    assertThat(List.of(bar.open(), bar.close(), bar.high(), bar.low()))
        .containsExactly(10.0, 11.0, 12.0, 9.0);
    assertThat(bar.volume()).isEqualTo(250);
    assertThat(bar.complete()).isTrue();
  }

  @Test
  void volume_ofWhatReportsNone_isNotInvented() {
    Bar bar =
        bars("{\"data\":[" + row(MINUTE) + "]}", BarSize.MINUTE_1, contract("UTC", false))
            .getFirst();

    assertThat(bar.volume()).isZero();
  }

  @Test
  void newestBar_running_isNotComplete() {
    List<Bar> bars =
        bars(
            "{\"data\":[" + row(MINUTE) + "," + row(MINUTE + 60_000) + "]}",
            BarSize.MINUTE_1,
            contract("America/New_York", true));

    assertThat(bars).extracting(Bar::complete).containsExactly(true, false);
  }

  @Test
  void bars_delayed_areNotCompleteUntilTheDelayIsOver() {
    List<Bar> bars =
        bars(
            "{\"mdAvailability\":\"D\",\"data\":["
                + row(MINUTE - 30 * 60_000)
                + ","
                + row(MINUTE - 10 * 60_000)
                + "]}",
            BarSize.MINUTE_1,
            contract("America/New_York", true));

    assertThat(bars).extracting(Bar::complete).containsExactly(true, false);
  }

  @Test
  void dailyBar_stampedWithTheOpening_hasItsExchangesDate() {
    long sydneyOpens = Instant.parse("2026-03-01T23:00:00Z").toEpochMilli();

    Bar sydney =
        bars(
                "{\"data\":[" + row(sydneyOpens) + "]}",
                BarSize.DAY,
                contract("Australia/Sydney", true))
            .getFirst();
    assertThat(sydney.start()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));

    long summer = Instant.parse("2025-07-01T13:30:00Z").toEpochMilli();
    Bar month =
        bars("{\"data\":[" + row(summer) + "]}", BarSize.MONTH, contract("America/New_York", true))
            .getFirst();
    assertThat(month.start()).isEqualTo(Instant.parse("2025-07-01T00:00:00Z"));
    assertThat(month.complete()).isTrue();
  }

  @Test
  void rows_outOfOrderAndTwice_areOneSeries() {
    List<Bar> bars =
        bars(
            "{\"data\":[" + row(MINUTE) + "," + row(MINUTE - 60_000) + "," + row(MINUTE) + "]}",
            BarSize.MINUTE_1,
            contract("America/New_York", true));

    assertThat(bars).extracting(Bar::start).isSorted().hasSize(2);
  }

  @Test
  void rows_broken_areLeftOut() {
    String body =
        """
        {"data":[{"o":"10","c":11,"h":12,"l":9,"t":%1$d},{"o":10,"c":11,"h":9,"l":12,"t":%1$d},
        {"o":10,"c":11,"h":12,"l":9,"t":16923456000000000},7,null,{}]}"""
            .formatted(MINUTE);

    assertThat(bars(body, BarSize.MINUTE_1, contract("UTC", true))).isEmpty();
  }

  @Test
  void answer_withoutRowsOrCutOtherwise_isGarbage() {
    for (String body : List.of("{}", "[]", "{\"data\":[],\"barLength\":60}")) {
      Outcome<HistoryBars> outcome = read(body, BarSize.DAY, contract("UTC", true));
      assertThat(outcome).isInstanceOf(Outcome.Bad.class);
      assertThat(((Outcome.Bad<HistoryBars>) outcome).refused().why()).isEqualTo(Refusal.GARBAGE);
    }
  }
}
