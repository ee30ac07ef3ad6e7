package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.Samples.tick;
import static dev.nautilus.hub.desk.DeskSetup.data;
import static dev.nautilus.hub.desk.DeskSetup.fresh;
import static dev.nautilus.hub.desk.DeskSetup.refusal;
import static dev.nautilus.hub.desk.DeskSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingTest {
  private static final Inquiry AAPL = Inquiry.about(ServedType.QUOTE, id("AAPL"));
  private static final Inquiry NEWS = Inquiry.about(ServedType.NEWS, id("AAPL"));
  private static final Map<ServedType, List<Source>> B_FIRST =
      Map.of(ServedType.QUOTE, List.of(Source.of("b"), Source.of("a")));

  private static <T extends MarketDatum> MarketDatum by(String source, T datum) {
    Provenance seen = datum.provenance();
    return datum.withProvenance(
        new Provenance(
            Source.of(source), seen.observedAt(), seen.receivedAt(), 0, seen.simulated()));
  }

  private static FakeVendor quoting(String source, double bid) {
    return new FakeVendor(source, _ -> data(by(source, quote("AAPL", bid, NOON))));
  }

  private static Source sourceOf(Reading<Sheet> reading) {
    return fresh(reading).provenance().source();
  }

  @Test
  void order_isThatOfTheType_andOthersComeAfter() {
    FakeVendor a = quoting("a", 150);
    FakeVendor b = quoting("b", 150);
    DeskSetup setup = new DeskSetup(DeskSetup.routing(B_FIRST), a, b);

    assertThat(sourceOf(setup.desk.ask(AAPL))).isEqualTo(Source.of("b"));
    a.answering(_ -> data(by("a", news("AAPL", "1", NOON))));
    assertThat(sourceOf(setup.desk.ask(NEWS))).isEqualTo(Source.of("a"));
  }

  @Test
  void order_namingNobodyThatExists_isRefused() {
    assertThatThrownBy(() -> Ranking.check(DeskSetup.routing(B_FIRST), Set.of(Source.of("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order.quote")
        .hasMessageContaining("was b");
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.class,
      names = {"OVER_BUDGET", "VENDOR_FAILED", "GARBAGE", "UNAUTHORIZED", "NO_DATA", "NOT_FOUND"})
  void firstSource_refuses_theNextAnswersUnderItsOwnName(Refusal why) {
    FakeVendor b = new FakeVendor("b", _ -> refused(why));
    DeskSetup setup = new DeskSetup(DeskSetup.routing(B_FIRST), quoting("a", 150), b);

    assertThat(sourceOf(setup.desk.ask(AAPL))).isEqualTo(Source.of("a"));
    assertThat(b.asked()).hasSize(1);
    assertThat(setup.published).singleElement().satisfies(RoutingTest::isBySourceA);
  }

  private static void isBySourceA(MarketDatum datum) {
    assertThat(datum.provenance().source()).isEqualTo(Source.of("a"));
  }

  @Test
  void firstSource_hasNoKey_isNotEvenAsked() {
    FakeVendor b = quoting("b", 150).unconfigured();
    DeskSetup setup = new DeskSetup(DeskSetup.routing(B_FIRST), quoting("a", 150), b);

    assertThat(sourceOf(setup.desk.ask(AAPL))).isEqualTo(Source.of("a"));
    assertThat(b.asked()).isEmpty();
  }

  @Test
  void everySource_overBudget_theSoonestSaysWhenToComeBack() {
    FakeVendor a = new FakeVendor("a", _ -> limited(Duration.ofSeconds(3)));
    FakeVendor b = new FakeVendor("b", _ -> limited(Duration.ofMinutes(10)));
    DeskSetup setup = new DeskSetup(DeskSetup.routing(B_FIRST), a, b);

    Reading<Sheet> reading = setup.desk.ask(AAPL);

    assertThat(refusal(reading)).isEqualTo(Refusal.OVER_BUDGET);
    assertThat(((Reading.Refused<Sheet>) reading).retryAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  private static VendorReply limited(Duration until) {
    return new VendorReply.Refused(Refusal.OVER_BUDGET, "limited", until);
  }

  @Test
  void batch_whatTheFirstLeavesOut_isAskedOfTheNext() {
    FakeVendor b = new FakeVendor("b", _ -> data(by("b", quote("AAPL", 150, NOON))));
    FakeVendor a =
        new FakeVendor("a", _ -> data(by("a", quote("MSFT", 400, NOON))))
            .serving(query -> query.instruments().size() == 1);
    DeskSetup setup = new DeskSetup(DeskSetup.routing(B_FIRST), a, b);
    Inquiry msft = Inquiry.about(ServedType.QUOTE, id("MSFT"));

    List<Reading<Sheet>> readings = setup.desk.askAll(List.of(AAPL, msft));

    assertThat(sourceOf(readings.get(0))).isEqualTo(Source.of("b"));
    assertThat(sourceOf(readings.get(1))).isEqualTo(Source.of("a"));
    assertThat(b.asked()).hasSize(1);
  }

  @Test
  void batch_refusedAsAWhole_isAskedOneByOneOfTheOthers() {
    FakeVendor b = new FakeVendor("b", _ -> refused(Refusal.OVER_BUDGET));
    FakeVendor a =
        new FakeVendor(
                "a", query -> data(by("a", quote(query.instruments().getFirst().value(), 1, NOON))))
            .serving(query -> query.instruments().size() == 1);
    DeskSetup setup = new DeskSetup(DeskSetup.routing(B_FIRST), a, b);

    List<Reading<Sheet>> readings =
        setup.desk.askAll(List.of(AAPL, Inquiry.about(ServedType.QUOTE, id("MSFT"))));

    assertThat(readings).allSatisfy(each -> assertThat(sourceOf(each).name()).isEqualTo("a"));
    assertThat(b.asked()).hasSize(1);
  }

  @Test
  void choosingASource_answersApart_andChangesNothingForOthers() {
    DeskSetup setup =
        new DeskSetup(DeskSetup.routing(B_FIRST), quoting("a", 151), quoting("b", 150));
    MarketDatum shared = fresh(setup.desk.ask(AAPL));

    MarketDatum chosen = fresh(setup.desk.ask(AAPL.by(Set.of(Source.of("a")))));

    assertThat(chosen.provenance().source()).isEqualTo(Source.of("a"));
    assertThat(chosen.provenance().version()).isNotEqualTo(shared.provenance().version());
    assertThat(fresh(setup.desk.ask(AAPL))).isSameAs(shared);
    assertThat(setup.published).containsExactly(shared);
  }

  @Test
  void twoSources_thatDiffer_areToldOnceAndCounted() {
    DeskSetup setup =
        new DeskSetup(DeskSetup.routing(B_FIRST), quoting("a", 152), quoting("b", 150));
    setup.desk.ask(AAPL);

    setup.desk.crossCheck(id("AAPL"));
    setup.time.advance(Duration.ofSeconds(3));
    setup.desk.crossCheck(id("AAPL"));

    assertThat(setup.doubts)
        .singleElement()
        .satisfies(
            doubt -> {
              assertThat(doubt.check()).isEqualTo("source_disagreement");
              assertThat(doubt.instrument()).isEqualTo(id("AAPL"));
              assertThat(doubt.source()).isEqualTo(Source.of("a"));
              assertThat(doubt.detail()).contains("152.01", "150.01", "0.0132");
            });
    setup.time.advance(Duration.ofMinutes(2));
    setup.desk.crossCheck(id("AAPL"));
    assertThat(setup.doubts).as("still so two minutes later").hasSize(2);
  }

  @Test
  void twoSources_withinTheTolerance_orOfOtherTimes_areNoDoubt() {
    FakeVendor a = quoting("a", 150.5);
    DeskSetup setup = new DeskSetup(DeskSetup.routing(B_FIRST), a, quoting("b", 150));
    setup.desk.ask(AAPL);
    setup.desk.crossCheck(id("AAPL"));

    a.answering(_ -> data(by("a", quote("AAPL", 190, NOON.minusSeconds(900)))));
    setup.time.advance(Duration.ofSeconds(3));
    setup.desk.crossCheck(id("AAPL"));

    assertThat(a.asked()).hasSize(2);
    assertThat(setup.doubts).isEmpty();
  }

  @Test
  void crossCheck_withoutASecondSource_asksNobody() {
    FakeVendor only = quoting("a", 150);

    new DeskSetup(only).desk.crossCheck(id("AAPL"));

    assertThat(only.asked()).isEmpty();
  }

  @Test
  void twoStreams_thePreferredSpeaks_untilItFallsSilent() {
    RoutingProperties order =
        DeskSetup.routing(Map.of(ServedType.TICK, List.of(Source.of("b"), Source.of("a"))));
    DeskSetup setup = new DeskSetup(order, quoting("a", 1), quoting("b", 1));

    setup.desk.arrived(by("a", tick("AAPL", 150, NOON)));
    setup.desk.arrived(by("b", tick("AAPL", 151, at(1))));
    setup.desk.arrived(by("a", tick("AAPL", 152, at(2))));
    assertThat(setup.published)
        .extracting(each -> each.provenance().source().name())
        .containsExactly("a", "b");
    setup.time.advance(Duration.ofSeconds(16));
    setup.desk.arrived(by("a", tick("AAPL", 153, at(16))));

    assertThat(setup.published).hasSize(3);
    assertThat(setup.published.getLast().provenance().source()).isEqualTo(Source.of("a"));
  }

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }
}
