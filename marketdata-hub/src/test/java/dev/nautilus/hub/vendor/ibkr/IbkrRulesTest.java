package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.hub.vendor.ibkr.FoundContracts.Listed;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names, sizes, the reset and the volume's unit: the small rules, each with its edges.
class IbkrRulesTest {

  private static Optional<Spelling> spelled(String name) {
    return Spelling.of(InstrumentId.of(name));
  }

  @Test
  void spelling_everyForm_isUnderstood() {
    assertThat(spelled("AAPL")).contains(new Spelling.Stock("AAPL", null));
    assertThat(spelled("BRK-B")).contains(new Spelling.Stock("BRK B", null));
    assertThat(spelled("VOD.L")).contains(new Spelling.Stock("VOD", Listing.LONDON));
    assertThat(spelled("7203.T")).contains(new Spelling.Stock("7203", Listing.TOKYO));
    assertThat(spelled("^SPX")).contains(new Spelling.Index("SPX"));
    assertThat(spelled("EURUSD=X")).contains(new Spelling.Pair("EUR", "USD"));
    assertThat(spelled("IBKR:265598")).contains(new Spelling.Numbered(265598));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FRED:GDP",
        "BTC-USD",
        "VOD.XX",
        "IBKR:",
        "IBKR:0",
        "IBKR:abc",
        "aapl",
        "A&B",
        "^a"
      })
  void spelling_foreign_isNotOurs(String name) {
    assertThat(spelled(name)).isEmpty();
  }

  @Test
  void listing_ofSeveral_isTheUsOrTheExchangeMeant() {
    List<Listed> listed =
        List.of(
            new Listed(1, "MEXI", false),
            new Listed(2, "TSEJ", false),
            new Listed(3, "NASDAQ", true),
            new Listed(4, "LSEETF", false));

    assertThat(FoundContracts.choose(listed, null)).map(Listed::conid).contains(3L);
    assertThat(FoundContracts.choose(listed, Listing.TOKYO)).map(Listed::conid).contains(2L);
    assertThat(FoundContracts.choose(listed, Listing.LONDON)).map(Listed::conid).contains(4L);
    assertThat(FoundContracts.choose(listed, Listing.TORONTO)).as("TSE is not TSEJ").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RB, REAL_TIME",
    "RpB, REAL_TIME",
    "DPB, DELAYED",
    "Dd, DELAYED",
    "ZB, FROZEN",
    "ZBd, FROZEN",
    "Y, FROZEN_DELAYED",
    "N, NOT_SUBSCRIBED",
    "O, NOT_ACKNOWLEDGED",
    "S, UNKNOWN",
    "'', UNKNOWN"
  })
  void availability_ofAnyLength_isItsFirstLetter(String code, Availability expected) {
    assertThat(Availability.of(code)).isEqualTo(expected);
  }

  @Test
  void availability_refusedByTheVendor_saysWhatToDo() {
    assertThat(Availability.NOT_SUBSCRIBED.complaint().orElseThrow()).contains("subscription");
    assertThat(Availability.NOT_ACKNOWLEDGED.complaint().orElseThrow()).contains("Acknowledgement");
    assertThat(Availability.REAL_TIME.complaint()).isEmpty();
  }

  @Test
  void delays_noted_areCountedUntilTheyEnd() {
    Delays delays = new Delays();
    delays.note(1, Availability.DELAYED);
    delays.note(1, Availability.DELAYED);
    delays.note(2, Availability.FROZEN_DELAYED);
    delays.note(3, Availability.REAL_TIME);
    assertThat(delays.count()).isEqualTo(2);

    delays.note(1, Availability.REAL_TIME);
    assertThat(delays.count()).isOne();
  }

  @Test
  void barSize_minuteAndMonth_areNotMixedUp() {
    assertThat(BarSize.of(BarSpec.of("1m")).orElseThrow().wire()).isEqualTo("1min");
    assertThat(BarSize.of(BarSpec.of("1mo")).orElseThrow().wire()).isEqualTo("1m");
    assertThat(BarSize.of(BarSpec.of("7m"))).isEmpty();
  }

  @Test
  void barSize_days_areAskedForExactlyAndAThousandAtMost() {
    assertThat(BarSize.DAY.reaching(Duration.ofDays(401)).wire()).isEqualTo("402d");
    assertThat(BarSize.DAY.reaching(Duration.ofDays(5000)).wire()).isEqualTo("1000d");
    assertThat(BarSize.MINUTE_1.reaching(Duration.ofMinutes(3)).wire()).isEqualTo("1d");
    assertThat(BarSize.WEEK.reaching(Duration.ofDays(300)).wire()).isEqualTo("1y");
  }

  @ParameterizedTest
  @CsvSource({
    // Standard time and, from 8 March 2026, summer time.
    "2026-02-10T05:59:00Z, 2026-02-09T06:00:00Z",
    "2026-02-10T06:00:00Z, 2026-02-10T06:00:00Z",
    "2026-07-10T04:59:59Z, 2026-07-09T05:00:00Z",
    "2026-07-10T12:00:00Z, 2026-07-10T05:00:00Z"
  })
  void reset_newest_isAtOneInNewYork(Instant now, Instant expected) {
    assertThat(reset().newest(now)).isEqualTo(expected);
  }

  @Test
  void reset_on_saysHowMuchLonger() {
    assertThat(reset().left(Instant.parse("2026-02-10T06:05:00Z")))
        .contains(Duration.ofMinutes(10));
    assertThat(reset().left(Instant.parse("2026-02-10T06:15:00Z"))).isEmpty();
    assertThat(reset().left(Instant.parse("2026-02-10T05:59:00Z"))).isEmpty();
  }

  @Test
  void reset_sinceThen_endsASession() {
    Instant before = Instant.parse("2026-02-10T05:00:00Z");
    assertThat(reset().isBetween(before, Instant.parse("2026-02-10T05:30:00Z"))).isFalse();
    assertThat(reset().isBetween(before, Instant.parse("2026-02-10T06:00:00Z"))).isTrue();
  }

  private static DailyReset reset() {
    return new DailyReset(
        ZoneId.of("America/New_York"), LocalTime.of(1, 0), Duration.ofMinutes(15));
  }

  @Test
  void volumeUnit_comparedWithTheDay_isWhatFits() {
    VolumeUnit unit = new VolumeUnit(100);
    assertThat(unit.isCompared()).isFalse();

    unit.compare(5_200_000, 5_100_000);

    assertThat(unit.get()).isOne();
    assertThat(unit.isCompared()).isTrue();
  }

  @Test
  void volumeUnit_historyLeavesTradesOut_stillFits() {
    VolumeUnit unit = new VolumeUnit(1);

    unit.compare(8_000_000, 37_283);

    assertThat(unit.get()).isEqualTo(100);
  }

  @Test
  void volumeUnit_nothingTradedOrNothingFits_staysAsDocumented() {
    VolumeUnit unit = new VolumeUnit(100);
    unit.compare(0, 10);
    unit.compare(10, 0);
    unit.compare(1e9, 3);

    assertThat(unit.get()).isEqualTo(100);
    assertThat(unit.isCompared()).isFalse();
  }

  @Test
  void properties_thatCannotBe_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties(null, false, 100))
        .withMessageContaining("ssl-bundle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> properties(null, true, 0))
        .withMessageContaining("lines");
    assertThat(properties("gateway", false, 100).sslBundle()).isEqualTo("gateway");
  }

  private static IbkrProperties properties(
      @org.jspecify.annotations.Nullable String bundle, boolean verifyHost, int lines) {
    return new IbkrProperties(
        bundle,
        verifyHost,
        true,
        Duration.ofMinutes(1),
        ZoneId.of("UTC"),
        LocalTime.of(1, 0),
        Duration.ofMinutes(15),
        lines,
        3,
        100);
  }
}
