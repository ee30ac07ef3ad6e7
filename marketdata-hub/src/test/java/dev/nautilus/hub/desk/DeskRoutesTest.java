package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.Samples.tick;
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
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeskRoutesTest {
  private static final Inquiry AAPL = Inquiry.about(ServedType.QUOTE, id("AAPL"));
  private static final Inquiry NEWS = Inquiry.about(ServedType.NEWS, id("AAPL"));
  private static final Inquiry BARS =
      Inquiry.about(ServedType.BAR, id("AAPL")).every(BarSpec.MINUTE);

  @Test
  void askAll_quotesOfSeveral_shareOneCallAndLeaveOutTheUnknown() {
    FakeVendor vendor =
        new FakeVendor("fake", _ -> data(quote("MSFT", 400, NOON), quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);

    List<Reading<Sheet>> readings =
        setup.desk.askAll(
            List.of(
                AAPL,
                Inquiry.about(ServedType.QUOTE, id("NOPE")),
                Inquiry.about(ServedType.QUOTE, id("MSFT"))));

    assertThat(vendor.asked()).hasSize(1);
    assertThat(fresh(readings.get(0)).instrument()).isEqualTo(id("AAPL"));
    assertThat(refusal(readings.get(1))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(fresh(readings.get(2)).instrument()).isEqualTo(id("MSFT"));
    Efficiency.Counts counts = setup.desk.efficiency().counts();
    assertThat(counts.called()).isEqualTo(1);
    assertThat(counts.served()).isEqualTo(1);
    assertThat(counts.refused()).isEqualTo(1);
  }

  @Test
  void askAll_vendorAnswersOneAtATime_isAskedOneAtATime() {
    FakeVendor vendor =
        new FakeVendor(
                "fake", query -> data(quote(query.instruments().getFirst().value(), 150, NOON)))
            .serving(query -> query.instruments().size() == 1);
    DeskSetup setup = new DeskSetup(vendor);

    setup.desk.askAll(List.of(AAPL, Inquiry.about(ServedType.QUOTE, id("MSFT"))));

    assertThat(vendor.asked()).hasSize(2);
  }

  @Test
  void ask_firstSourceOverBudget_secondAnswers() {
    FakeVendor tired = new FakeVendor("tired", _ -> refused(Refusal.OVER_BUDGET));
    FakeVendor other = new FakeVendor("other", _ -> data(quote("AAPL", 150, NOON)));

    fresh(new DeskSetup(tired, other).desk.ask(AAPL));

    assertThat(tired.asked()).hasSize(1);
  }

  @Test
  void ask_onlySourceHasNoKey_saysNotConfigured() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 1, NOON))).unconfigured();

    assertThat(refusal(new DeskSetup(vendor).desk.ask(AAPL))).isEqualTo(Refusal.NOT_CONFIGURED);
    assertThat(vendor.asked()).isEmpty();
  }

  @Test
  void ask_nobodyServesTheType_saysNotServed() {
    FakeVendor vendor = new FakeVendor("fake", _ -> refused(Refusal.NO_DATA)).serving(_ -> false);

    assertThat(refusal(new DeskSetup(vendor).desk.ask(AAPL))).isEqualTo(Refusal.NOT_SERVED);
  }

  @Test
  void ask_namingTheOnlySource_sharesTheEntryOfThoseWhoNameNone() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);

    MarketDatum one = fresh(setup.desk.ask(AAPL));
    MarketDatum same = fresh(setup.desk.ask(AAPL.by(Set.of(Source.of("fake")))));

    assertThat(same).isSameAs(one);
    assertThat(refusal(setup.desk.ask(AAPL.by(Set.of(Source.of("else"))))))
        .isEqualTo(Refusal.NOT_SERVED);
  }

  @Test
  void askAnew_cachedValue_isFetchedAgain() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);

    setup.desk.ask(AAPL);
    setup.desk.askAnew(List.of(AAPL));

    assertThat(vendor.asked()).hasSize(2);
  }

  @Test
  void poll_isNotARequest_butWarmsTheCache() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);

    setup.desk.poll(List.of(AAPL));
    assertThat(setup.desk.efficiency().counts().answered()).isZero();
    setup.desk.ask(AAPL);

    Efficiency.Counts counts = setup.desk.efficiency().counts();
    assertThat(counts.served()).isEqualTo(1);
    assertThat(counts.vendorCalls()).isEqualTo(1);
  }

  @Test
  void streamedTick_isPublishedAndAnswersUntilAnHourOld() {
    FakeVendor vendor = new FakeVendor("fake", _ -> refused(Refusal.NO_DATA)).serving(_ -> false);
    DeskSetup setup = new DeskSetup(vendor);
    Inquiry ticks = Inquiry.about(ServedType.TICK, id("AAPL"));

    setup.desk.arrived(tick("AAPL", 150, NOON));
    setup.desk.arrived(tick("AAPL", 151, NOON.plusMillis(5)));

    assertThat(setup.published).hasSize(2);
    assertThat(fresh(setup.desk.ask(ticks))).isEqualTo(setup.published.getLast());
    setup.time.advance(Duration.ofSeconds(5));
    assertThat(setup.desk.ask(ticks)).isInstanceOf(Reading.Stale.class);
    setup.time.advance(Duration.ofHours(2));
    assertThat(refusal(setup.desk.ask(ticks))).isEqualTo(Refusal.NOT_SERVED);
  }

  @Test
  void withoutATerm_answersCarryVersionZeroAndNothingIsPublished() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(news("AAPL", "a", NOON)));
    List<MarketDatum> published = new ArrayList<>();
    DeskSetup led = new DeskSetup(vendor);
    Versions versions = new Versions();
    Shelf shelf = new Shelf(new Lifetimes(Map.of(), 1.0), 10, led.time, Runnable::run);
    Outlets outlets = new Outlets(List.of(published::add));
    Intake intake = new Intake(versions, new Ledger(versions, 10), shelf, outlets, led.judges);

    Reading<Sheet> before = intake.answered(NEWS, List.of(news("AAPL", "a", NOON)), false);
    led.time.advance(Duration.ofSeconds(6));
    assertThat(fresh(before).provenance().version()).isZero();
    assertThat(shelf.current(NEWS)).as("must not outlive the coming of a term").isNull();
    assertThat(published).isEmpty();
    versions.lead(1);
    intake.answered(NEWS, List.of(news("AAPL", "a", NOON)), false);

    assertThat(published).singleElement().satisfies(each -> assertVersion(each, 1, 1));
  }

  @Test
  void runningBar_answersButIsNotPublished() {
    FakeVendor vendor =
        new FakeVendor(
            "fake",
            _ -> data(bar("AAPL", NOON, 101, true), bar("AAPL", NOON.plusSeconds(60), 102, false)));
    DeskSetup setup = new DeskSetup(vendor);

    Reading<Sheet> reading = setup.desk.ask(BARS);

    assertThat(((Reading.Fresh<Sheet>) reading).value().data()).hasSize(2);
    assertThat(setup.published).singleElement().satisfies(each -> assertVersion(each, 7, 1));
  }

  @Test
  void byProducts_areTakenInUnderTheirOwnType() {
    FakeVendor vendor =
        new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON), tick("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);

    setup.desk.ask(AAPL);

    await().until(() -> setup.published.size() == 2);
    fresh(setup.desk.ask(Inquiry.about(ServedType.TICK, id("AAPL"))));
    assertThat(vendor.asked()).hasSize(1);
  }

  @Test
  void cache_atItsBound_evictsAndSaysSo() {
    FakeVendor vendor =
        new FakeVendor(
            "fake", query -> data(quote(query.instruments().getFirst().value(), 1, NOON)));
    DeskSetup setup = new DeskSetup(10, Duration.ofSeconds(20), vendor);

    for (int i = 0; i < 100; i++) {
      setup.desk.ask(Inquiry.about(ServedType.QUOTE, id("S" + i)));
    }

    CacheReport report = setup.desk.cache();
    assertThat(report.size()).isLessThanOrEqualTo(10);
    assertThat(report.evictions()).isGreaterThanOrEqualTo(90);
    assertThat(report.types()).containsOnlyKeys("quote");
    assertThat(report.hitRate()).isEqualTo(0.0);
  }

  private static void assertVersion(MarketDatum datum, long term, long counter) {
    assertThat(datum.provenance().version()).isEqualTo(term << 40 | counter);
  }
}
