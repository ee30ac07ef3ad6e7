package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.desk.DeskSetup.data;
import static dev.nautilus.hub.desk.DeskSetup.fresh;
import static dev.nautilus.hub.desk.DeskSetup.refusal;
import static dev.nautilus.hub.desk.DeskSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Instruments that a source does not know: who is asked about them, and how often.
class UnknownInstrumentTest {
  private static final Inquiry NOSUCH = Inquiry.about(ServedType.QUOTE, id("NOSUCH"));
  private static final Inquiry AAPL = Inquiry.about(ServedType.QUOTE, id("AAPL"));
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration AN_HOUR = Duration.ofHours(1).plusSeconds(1);

  private final ManualTime quotaTime = new ManualTime();
  private final FakeVendor plenty = new FakeVendor("a", _ -> refused(Refusal.NOT_FOUND));
  private final FakeVendor small = new FakeVendor("b", _ -> refused(Refusal.NOT_FOUND));
  private final DeskSetup setup =
      new DeskSetup(
          DeskSetup.routing(Map.of(ServedType.QUOTE, List.of(Source.of("a"), Source.of("b")))),
          plenty,
          small);

  private double spared(String source, String reason) {
    return setup
        .meters
        .get(HubMeter.SPARED.getName())
        .tags("source", source, "reason", reason)
        .counter()
        .count();
  }

  private void ask(Inquiry inquiry, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(refusal(setup.desk.ask(inquiry))).isEqualTo(Refusal.NOT_FOUND);
      setup.time.advance(A_MINUTE);
    }
  }

  @Test
  void unknown_askedAgainAndAgain_isAskedOfEachSourceOnce() {
    ask(NOSUCH, 10);

    assertThat(plenty.asked()).hasSize(1);
    assertThat(small.asked()).hasSize(1);
    assertThat(spared("a", "unknown")).isEqualTo(9);
    assertThat(spared("b", "unknown")).isEqualTo(9);
  }

  @Test
  void unknown_afterAWhile_isAskedOnceMore() {
    ask(NOSUCH, 2);
    setup.time.advance(AN_HOUR);
    ask(NOSUCH, 2);

    assertThat(plenty.asked()).hasSize(2);
  }

  @Test
  void unknown_polledForFollowers_costsNoFurtherCallEither() {
    for (int i = 0; i < 5; i++) {
      setup.desk.askAnew(List.of(NOSUCH));
    }

    assertThat(plenty.asked()).hasSize(1);
    assertThat(small.asked()).hasSize(1);
  }

  @Test
  void unknownToTheFirst_isNotAskedOfASourceThatIsShortOfCalls() {
    small.within(TestVendors.budget(25, 12, quotaTime));

    Reading<Sheet> reading = setup.desk.ask(NOSUCH);

    assertThat(((Reading.Refused<Sheet>) reading).detail()).contains("save its quota: b");
    assertThat(small.asked()).isEmpty();
    assertThat(spared("b", "scarce")).isEqualTo(1);
  }

  @Test
  void unknownToTheFirst_isAskedOfASourceThatHasCallsEnough_andFoundThere() {
    small.within(TestVendors.budget(25, 11, quotaTime));
    small.answering(_ -> data(quote("NOSUCH", 150, NOON)));

    fresh(setup.desk.ask(NOSUCH));
  }

  @Test
  void knownToTheSecondOnly_isAskedOfItHoweverShortItGetsOfCalls() {
    small.answering(_ -> data(quote("NOSUCH", 150, NOON)));
    fresh(setup.desk.ask(NOSUCH));
    small.within(TestVendors.budget(25, 20, quotaTime));
    setup.time.advance(A_MINUTE);

    fresh(setup.desk.ask(NOSUCH));
    assertThat(small.asked()).hasSize(2);
    assertThat(plenty.asked()).hasSize(1);
  }

  @Test
  void knownOnce_deniedInPassing_isAskedAgain_andRememberedWhenDeniedTwice() {
    plenty.answering(_ -> data(quote("AAPL", 150, NOON)));
    fresh(setup.desk.ask(AAPL));
    plenty.answering(_ -> refused(Refusal.NOT_FOUND));
    setup.time.advance(A_MINUTE);
    ask(AAPL, 5);

    assertThat(plenty.asked()).hasSize(3);
  }

  @Test
  void unknownAsOneType_isStillAskedForAsAnother() {
    ask(NOSUCH, 1);
    ask(Inquiry.about(ServedType.NEWS, id("NOSUCH")), 1);

    assertThat(plenty.asked()).hasSize(2);
  }

  @Test
  void otherRefusals_areNotRemembered() {
    plenty.answering(_ -> refused(Refusal.VENDOR_FAILED));
    small.answering(_ -> refused(Refusal.NO_DATA));
    setup.desk.ask(NOSUCH);
    setup.time.advance(A_MINUTE);
    setup.desk.ask(NOSUCH);

    assertThat(plenty.asked()).hasSize(2);
    assertThat(small.asked()).hasSize(2);
  }
}
