package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.desk.DeskSetup.data;
import static dev.nautilus.hub.desk.DeskSetup.fresh;
import static dev.nautilus.hub.desk.DeskSetup.refusal;
import static dev.nautilus.hub.desk.DeskSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheTest {
  private static final Inquiry QUOTE = Inquiry.about(ServedType.QUOTE, id("AAPL"));
  private static final Inquiry BARS =
      Inquiry.about(ServedType.BAR, id("AAPL")).every(BarSpec.MINUTE);

  @Test
  void modes_areThosePublished() {
    Lifetimes lifetimes = new Lifetimes(Map.of(), 1.0);

    for (ServedType type : List.of(ServedType.TICK, ServedType.QUOTE, ServedType.LEVEL2)) {
      assertThat(lifetimes.mode(type)).as(type.name()).isEqualTo(CacheMode.MINIMAL);
    }
    assertThat(lifetimes.mode(ServedType.BAR)).isEqualTo(CacheMode.MODERATE);
    for (ServedType type : List.of(ServedType.NEWS, ServedType.FUNDAMENTAL, ServedType.ECONOMIC)) {
      assertThat(lifetimes.mode(type)).as(type.name()).isEqualTo(CacheMode.AGGRESSIVE);
    }
    assertThat(lifetimes.fresh(ServedType.TICK)).isEqualTo(Duration.ofSeconds(1));
    assertThat(lifetimes.fresh(ServedType.QUOTE)).isEqualTo(Duration.ofSeconds(2));
    assertThat(lifetimes.fresh(ServedType.BAR)).isEqualTo(Duration.ofSeconds(60));
    assertThat(lifetimes.fresh(ServedType.LEVEL2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(lifetimes.fresh(ServedType.NEWS)).isEqualTo(Duration.ofHours(1));
    assertThat(lifetimes.fresh(ServedType.FUNDAMENTAL)).isEqualTo(Duration.ofHours(24));
    assertThat(lifetimes.fresh(ServedType.ECONOMIC)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void moderate_valueInUse_isFetchedAnewBeforeItExpires() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(bar("AAPL", NOON, 101, true)));
    DeskSetup setup = new DeskSetup(vendor);
    setup.desk.ask(BARS);
    setup.time.advance(Duration.ofSeconds(44));
    setup.desk.ask(BARS);
    assertThat(vendor.asked()).as("not yet").hasSize(1);

    setup.time.advance(Duration.ofSeconds(2));
    fresh(setup.desk.ask(BARS));
    fresh(setup.desk.ask(BARS));
    await().until(() -> vendor.asked().size() == 2);
    await().until(() -> ageOf(setup.desk.ask(BARS)).isZero());
    setup.time.advance(Duration.ofSeconds(44));
    fresh(setup.desk.ask(BARS));

    assertThat(vendor.asked()).as("once for one ageing value").hasSize(2);
    assertThat(setup.tally.sinceStart(ServedType.BAR, Outcome.CALLED))
        .as("nobody waited for the second call")
        .isEqualTo(1);
  }

  private static Duration ageOf(Reading<Sheet> reading) {
    return ((Reading.Fresh<Sheet>) reading).age();
  }

  @Test
  void moderate_refreshThatFails_isTriedAgainAndTheValueLivesOn() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(bar("AAPL", NOON, 101, true)));
    DeskSetup setup = new DeskSetup(vendor);
    setup.desk.ask(BARS);
    setup.time.advance(Duration.ofSeconds(50));
    vendor.answering(_ -> refused(Refusal.VENDOR_FAILED));

    fresh(setup.desk.ask(BARS));
    await().until(() -> vendor.asked().size() == 2);
    await()
        .until(
            () -> {
              fresh(setup.desk.ask(BARS));
              return vendor.asked().size() >= 3;
            });
    setup.time.advance(Duration.ofSeconds(11));

    assertThat(refusal(setup.desk.ask(BARS))).as("moderate is not stale").isNotNull();
  }

  @Test
  void minimal_valueInUse_isNotFetchedAhead() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);
    setup.desk.ask(QUOTE);
    setup.time.advance(Duration.ofMillis(1900));
    setup.desk.ask(QUOTE);
    setup.desk.ask(QUOTE);

    assertThat(vendor.asked()).hasSize(1);
    assertThat(setup.desk.isPrefetched(ServedType.QUOTE)).isFalse();
    assertThat(setup.desk.isPrefetched(ServedType.NEWS)).isTrue();
  }

  @Test
  void mode_thatIsOverridden_decidesWhatIsStale() {
    Lifetimes lifetimes =
        new Lifetimes(
            Map.of(),
            Map.of(ServedType.QUOTE, CacheMode.AGGRESSIVE, ServedType.NEWS, CacheMode.MINIMAL),
            1.0);

    assertThat(lifetimes.stale(ServedType.QUOTE)).isEqualTo(Duration.ofSeconds(20));
    assertThat(lifetimes.stale(ServedType.NEWS)).isZero();
  }

  @Test
  void weight_ofALongHistory_countsAsManyEntries() {
    FakeVendor vendor =
        new FakeVendor(
            "fake",
            query ->
                query.instruments().getFirst().value().equals("LONG")
                    ? data(
                        Collections.nCopies(500, bar("LONG", NOON, 101, true))
                            .toArray(MarketDatum[]::new))
                    : data(news(query.instruments().getFirst().value(), "a", NOON)));
    DeskSetup setup = new DeskSetup(200, Duration.ofSeconds(20), vendor);
    fresh(setup.desk.ask(Inquiry.about(ServedType.BAR, id("LONG"))));
    assertThat(setup.desk.cache().weight()).isBetween(90L, 110L);
    assertThat(setup.desk.cache().size()).isEqualTo(1);

    for (int i = 0; i < 300; i++) {
      setup.desk.ask(Inquiry.about(ServedType.NEWS, id("S" + i)));
    }

    assertThat(setup.desk.cache().weight()).isLessThanOrEqualTo(200);
    assertThat(setup.desk.cache().evictions()).isPositive();
  }

  @Test
  void recalled_value_answersUnderItsOldVersionUntilItsTimeIsUp() {
    FakeVendor vendor = new FakeVendor("fake", _ -> refused(Refusal.VENDOR_FAILED));
    DeskSetup setup = new DeskSetup(vendor);
    MarketDatum old = versioned(quote("AAPL", 150, NOON.minusSeconds(1)));

    setup.desk.recall(old);

    assertThat(fresh(setup.desk.ask(QUOTE))).isSameAs(old);
    assertThat(setup.published).as("it was published before").isEmpty();
    setup.time.advance(Duration.ofMillis(1100));
    assertThat(refusal(setup.desk.ask(QUOTE))).isEqualTo(Refusal.VENDOR_FAILED);
  }

  private static MarketDatum versioned(Quote quote) {
    return quote.withProvenance(quote.provenance().withVersion(6L << 40 | 17));
  }

  @Test
  void recalled_valueSeenAgainUnchanged_keepsItsVersion_andANewOneIsHigher() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON.minusSeconds(1))));
    DeskSetup setup = new DeskSetup(vendor);
    MarketDatum old = versioned(quote("AAPL", 150, NOON.minusSeconds(1)));
    setup.desk.recall(old);
    setup.time.advance(Duration.ofSeconds(5));

    assertThat(fresh(setup.desk.ask(QUOTE))).isSameAs(old);
    vendor.answering(_ -> data(quote("AAPL", 151, NOON.plusSeconds(9))));
    setup.time.advance(Duration.ofSeconds(5));
    MarketDatum next = fresh(setup.desk.ask(QUOTE));

    assertThat(next.provenance().version()).isGreaterThan(old.provenance().version());
    assertThat(setup.published).containsExactly(next);
  }

  @Test
  void recalled_valueThatIsTooOldOrLate_changesNothing() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 151, NOON)));
    DeskSetup setup = new DeskSetup(vendor);
    MarketDatum newer = fresh(setup.desk.ask(QUOTE));

    setup.desk.recall(versioned(quote("AAPL", 150, NOON.minusSeconds(1))));
    setup.desk.recall(versioned(quote("MSFT", 150, NOON.minusSeconds(600))));

    assertThat(fresh(setup.desk.ask(QUOTE))).isSameAs(newer);
    assertThat(setup.desk.has(Inquiry.about(ServedType.QUOTE, id("MSFT")))).isFalse();
  }
}
