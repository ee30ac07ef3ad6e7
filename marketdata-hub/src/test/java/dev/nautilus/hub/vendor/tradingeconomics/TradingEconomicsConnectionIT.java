package dev.nautilus.hub.vendor.tradingeconomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.simulator.serve.Fault;
import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole adapter against a Trading Economics that stops at 500 rows without a word.
class TradingEconomicsConnectionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SimulatedEconomics vendor = SimulatedEconomics.paid();
  private TradingEconomicsConnection economics = vendor.connect();

  @AfterEach
  void close() {
    economics.close();
    vendor.close();
  }

  private static VendorQuery query(MessageType<? extends MarketDatum> type, String... symbols) {
    List<InstrumentId> instruments = Arrays.stream(symbols).map(InstrumentId::of).toList();
    return new VendorQuery(type, instruments, null, null, null, 0, null);
  }

  private static VendorQuery ranged(
      MessageType<? extends MarketDatum> type, String symbol, String from, @Nullable String to) {
    return new VendorQuery(
        type,
        List.of(InstrumentId.of(symbol)),
        null,
        Instant.parse(from),
        to == null ? null : Instant.parse(to),
        0,
        null);
  }

  private VendorReply.Data reply(VendorQuery query) {
    VendorReply reply = economics.fetch(query);
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return (VendorReply.Data) reply;
  }

  private @Nullable Refusal refusal(VendorQuery query) {
    return economics.fetch(query) instanceof Refused refused ? refused.why() : null;
  }

  @Test
  void quotes_ofMany_takeOneCallAndLeaveOutTheUnknown() {
    List<MarketDatum> quotes =
        reply(query(MessageType.QUOTE, "AAPL", "NOSUCH", "EURUSD=X", "BTC-USD", "MOVE:IND")).data();

    assertThat(quotes)
        .extracting(quote -> quote.instrument().value())
        .containsExactly("AAPL", "EURUSD=X", "BTC-USD", "MOVE:IND");
    assertThat(quotes)
        .allSatisfy(
            quote -> {
              assertThat(((Quote) quote).last()).isPresent();
              assertThat(quote.provenance().simulated()).isTrue();
            });
    assertThat(vendor.traffic().requests()).isOne();
    assertThat(refusal(query(MessageType.QUOTE, "NOSUCH"))).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void bars_beyondTheRowsOfThePlan_areAskedForAgainByDate() {
    VendorReply.Data reply =
        reply(ranged(MessageType.BAR, "AAPL", "2023-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));

    assertThat(reply.truncated()).isFalse();
    assertThat(reply.data()).hasSize(1096).map(bar -> ((Bar) bar).start()).isSorted();
    assertThat(vendor.traffic().requests()).isGreaterThan(2);
    Bar twelfth =
        (Bar)
            reply.data().stream()
                .filter(bar -> ((Bar) bar).start().equals(Instant.parse("2024-02-12T00:00:00Z")))
                .findFirst()
                .orElseThrow();
    var market = vendor.simulator().market();
    LocalDate day = LocalDate.of(2024, 2, 12);
    assertThat(twelfth.close())
        .as("12/02/2024 is the twelfth of February")
        .isEqualTo(
            market
                .dailyBars(market.find("AAPL").orElseThrow(), day, day, Instant.now())
                .getFirst()
                .close());
    assertThat(twelfth.spec()).isEqualTo(BarSpec.DAY);
  }

  @Test
  void bars_limited_areTheNewest() {
    VendorQuery ten =
        new VendorQuery(
            MessageType.BAR, List.of(InstrumentId.of("AAPL")), null, null, null, 10, null);

    assertThat(reply(ten).data()).hasSize(10);
  }

  @Test
  void history_beyondTheRowsOfThePlan_isWhole() {
    Economic unemployment =
        (Economic)
            reply(query(MessageType.ECONOMIC, "TE:united_states/unemployment_rate"))
                .data()
                .getFirst();

    assertThat(unemployment.observations()).hasSizeGreaterThan(900);
    assertThat(unemployment.observations())
        .map(Observation::date)
        .isSorted()
        .first()
        .isEqualTo(LocalDate.of(1948, 1, 1));
    assertThat(vendor.traffic().requests()).isBetween(2L, 4L);
  }

  @Test
  void history_inRange_excludesItsEnd() {
    VendorReply.Data reply =
        reply(
            ranged(
                MessageType.ECONOMIC,
                "TE:united_states/unemployment_rate",
                "2024-01-01T00:00:00Z",
                "2025-01-01T00:00:00Z"));

    assertThat(((Economic) reply.data().getFirst()).observations())
        .map(Observation::date)
        .hasSize(12)
        .startsWith(LocalDate.of(2024, 1, 1))
        .endsWith(LocalDate.of(2024, 12, 1));
  }

  @Test
  void history_ofSeveralSeries_isSeveralData() {
    assertThat(
            reply(
                    ranged(
                        MessageType.ECONOMIC,
                        "TE:united_states/government_bond_yield",
                        "2026-06-01T00:00:00Z",
                        "2026-07-01T00:00:00Z"))
                .data())
        .extracting(series -> series.instrument().value())
        .containsExactlyInAnyOrder(
            "TE:united_states/government_bond_yield/USGG10YR",
            "TE:united_states/government_bond_yield/USGG2YR");
  }

  @Test
  void forecastAndCalendar_areServed() {
    Economic forecast =
        (Economic)
            reply(query(MessageType.ECONOMIC, "TE:forecast/united_states/unemployment_rate"))
                .data()
                .getFirst();
    VendorReply.Data calendar =
        reply(
            ranged(
                MessageType.ECONOMIC,
                "TE:calendar/all",
                "2015-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z"));

    assertThat(forecast.observations()).hasSize(4);
    assertThat(calendar.truncated()).isFalse();
    assertThat(calendar.data())
        .extracting(series -> series.instrument().value())
        .contains("TE:united_states/unemployment_rate/USURTOT", "TE:united_states/gdp/GDPCUR$")
        .noneMatch(name -> name.contains("holidays"));
    assertThat(
            calendar.data().stream()
                .filter(series -> series.instrument().value().endsWith("USURTOT"))
                .flatMap(series -> ((Economic) series).observations().stream()))
        .as("eleven years of months")
        .hasSizeBetween(130, 133);
  }

  @Test
  void plan_thatCoversLess_isSaid() {
    try (SimulatedEconomics free =
            new SimulatedEconomics(
                TradingEconomicsVendor.withKey(SimulatedEconomics.KEY).free().withoutRateLimit());
        TradingEconomicsConnection poor = free.connect()) {
      assertThat(poor.fetch(query(MessageType.ECONOMIC, "TE:united_states/gdp")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.why()).isEqualTo(Refusal.UNAUTHORIZED);
                assertThat(refused.detail())
                    .contains("plan")
                    .doesNotContain(SimulatedEconomics.SECRET);
              });
      assertThat(poor.fetch(query(MessageType.ECONOMIC, "TE:sweden/gdp")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.why()).isEqualTo(Refusal.NO_DATA));
    }
  }

  @Test
  void questions_thatCannotBeAnswered_areRefused() {
    assertThat(refusal(query(MessageType.ECONOMIC, "TE:atlantis/gdp"))).isEqualTo(Refusal.NO_DATA);
    assertThat(refusal(query(MessageType.ECONOMIC, "TE:gdp"))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(query(MessageType.ECONOMIC, "FRED:GDP"))).isEqualTo(Refusal.NOT_SERVED);
    assertThat(refusal(query(MessageType.NEWS, "AAPL"))).isEqualTo(Refusal.NOT_SERVED);
    assertThat(
            economics.serves(
                new VendorQuery(
                    MessageType.BAR,
                    List.of(InstrumentId.of("AAPL")),
                    BarSpec.MINUTE,
                    null,
                    null,
                    0,
                    null)))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_429, OVER_BUDGET",
    "HTTP_5XX, VENDOR_FAILED",
    "SLOW, VENDOR_FAILED",
    "CUT, VENDOR_FAILED",
    "GARBAGE, GARBAGE"
  })
  void fault_whileItLasts_isRefusedAndThenForgotten(Fault.Kind kind, Refusal expected) {
    if (kind == Fault.Kind.SLOW) {
      economics.close();
      economics = vendor.connect(TestVendors::impatient, SimulatedEconomics.KEY);
    }
    vendor.shows(Fault.of(kind).delayedBy(Duration.ofSeconds(3)));

    VendorReply reply = economics.fetch(query(MessageType.QUOTE, "AAPL"));

    assertThat(reply)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(expected);
              assertThat(refused.detail()).doesNotContain(SimulatedEconomics.SECRET);
            });
    vendor.isWell();
    await().atMost(PATIENCE).until(() -> refusal(query(MessageType.QUOTE, "AAPL")) == null);
  }

  @ParameterizedTest
  @CsvSource({"'', set TEST_KEY", "secretless, key:secret"})
  void key_missingOrHalf_isNotConfigured(String key, String hint) {
    try (TradingEconomicsConnection without = vendor.connect(TestVendors::at, key)) {
      assertThat(without.isConfigured()).isFalse();
      assertThat(without.stream()).isEmpty();
      assertThat(without.status().state()).isEqualTo(VendorStatus.State.NOT_CONFIGURED);
      assertThat(without.status().detail()).contains(hint);
      assertThat(((Refused) without.fetch(query(MessageType.QUOTE, "AAPL"))).why())
          .isEqualTo(Refusal.NOT_CONFIGURED);
    }
  }

  @Test
  void key_wrong_isSaidWithoutIt() {
    economics.close();
    economics = vendor.connect(TestVendors::at, "somebody:else0entirely");

    assertThat(economics.fetch(query(MessageType.QUOTE, "AAPL")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(Refusal.UNAUTHORIZED);
              assertThat(refused.detail()).doesNotContain("else0entirely");
            });
  }
}
