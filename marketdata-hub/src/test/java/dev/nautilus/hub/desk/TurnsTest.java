package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.desk.DeskSetup.fresh;
import static dev.nautilus.hub.desk.DeskSetup.refusal;
import static dev.nautilus.hub.desk.DeskSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whom the desk asks first when those whom it may ask are not equally quick, and together with
/// what.
class TurnsTest {
  private static final Inquiry AAPL = Inquiry.about(ServedType.QUOTE, id("AAPL"));
  private static final Inquiry MSFT = Inquiry.about(ServedType.QUOTE, id("MSFT"));
  private static final int NO_QUOTA = 0;

  private final ManualTime time = new ManualTime();

  private FakeVendor prompt(String name) {
    return new FakeVendor(name, query -> quotes(name, query))
        .within(TestVendors.budget(NO_QUOTA, 0, time));
  }

  private static VendorReply quotes(String name, VendorQuery query) {
    return new VendorReply.Data(
        query.instruments().stream().map(each -> by(name, each.value())).toList(), false);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MarketDatum by(String name, String symbol) {
    MarketDatum datum = quote(symbol, 1, NOON);
    Provenance seen = datum.provenance();
    return datum.withProvenance(
        new Provenance(Source.of(name), seen.observedAt(), seen.receivedAt(), 0, true));
  }

  private static String sourceOf(Reading<Sheet> reading) {
    return fresh(reading).provenance().source().name();
  }

  @Test
  void quote_preferredIsSlow_theNextIsAskedFirst_ofSlowOnesTheQuickest() {
    FakeVendor slow = prompt("slow").delayedBy(Duration.ofSeconds(2));
    FakeVendor slower = prompt("slower").delayedBy(Duration.ofSeconds(3));
    FakeVendor quick = prompt("quick");

    assertThat(sourceOf(new DeskSetup(slow, quick).desk.ask(AAPL))).isEqualTo("quick");
    assertThat(sourceOf(new DeskSetup(slower, slow).desk.ask(AAPL))).isEqualTo("slow");
    assertThat(slower.asked()).isEmpty();
  }

  @Test
  void quote_sourceWouldTakeVeryLong_isAskedOnlyWhereItIsTheOnlyOne() {
    FakeVendor failing = prompt("failing");
    failing.answering(_ -> refused(Refusal.VENDOR_FAILED));
    FakeVendor endless = prompt("endless").delayedBy(Duration.ofMinutes(1));

    assertThat(refusal(new DeskSetup(failing, endless).desk.ask(AAPL)).isRetryable()).isTrue();
    assertThat(endless.asked()).isEmpty();
    assertThat(sourceOf(new DeskSetup(endless).desk.ask(AAPL))).isEqualTo("endless");
  }

  @Test
  void quote_preferredIsPromptEnough_staysPreferred() {
    FakeVendor little = prompt("little").delayedBy(Duration.ofMillis(400));

    assertThat(sourceOf(new DeskSetup(little, prompt("quick")).desk.ask(AAPL))).isEqualTo("little");
  }

  @Test
  void quote_preferredIsSlow_isWaitedForRatherThanTakenOutOfAQuota() {
    FakeVendor slow = prompt("slow").delayedBy(Duration.ofSeconds(1));
    FakeVendor small = prompt("small").within(TestVendors.budget(25, 0, time));

    assertThat(sourceOf(new DeskSetup(slow, small).desk.ask(AAPL))).isEqualTo("slow");
    assertThat(sourceOf(new DeskSetup(slow, small).desk.poll(List.of(AAPL)).getFirst()))
        .isEqualTo("slow");
    assertThat(small.asked()).isEmpty();
    assertThat(sourceOf(new DeskSetup(small, slow).desk.ask(AAPL)))
        .as("when it is the preferred one")
        .isEqualTo("small");
  }

  @Test
  void quote_nobodyElseHasIt_isTakenOutOfTheQuota() {
    FakeVendor failing = prompt("failing");
    failing.answering(_ -> refused(Refusal.VENDOR_FAILED));
    FakeVendor small = prompt("small").within(TestVendors.budget(25, 0, time));

    List<Reading<Sheet>> polled = new DeskSetup(failing, small).desk.poll(List.of(AAPL));

    assertThat(sourceOf(polled.getFirst())).isEqualTo("small");
  }

  @Test
  void singles_thatComeWhileCallsAreUnderWay_shareTheNext() throws InterruptedException {
    CountDownLatch mayGo = new CountDownLatch(1);
    FakeVendor busy = prompt("busy");
    busy.answering(
        query -> {
          awaitQuietly(mayGo);
          return quotes("busy", query);
        });
    DeskSetup setup = new DeskSetup(busy);
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Inquiry one = Inquiry.about(ServedType.QUOTE, id("S" + i));
      askers.add(Thread.ofPlatform().start(() -> fresh(setup.desk.ask(one))));
    }
    await()
        .until(
            () -> askers.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING));
    mayGo.countDown();
    for (Thread asker : askers) {
      asker.join();
    }

    assertThat(busy.asked()).as("few at once, then all that gathered").hasSizeLessThan(12);
    assertThat(busy.asked().stream().mapToInt(query -> query.instruments().size()).sum())
        .isEqualTo(50);
  }

  @Test
  void batch_partlyAnswered_theRestIsAskedOfTheNextTogether() {
    FakeVendor some = prompt("some");
    some.answering(_ -> new VendorReply.Data(List.of(by("some", "S0")), false));
    FakeVendor all = prompt("all");
    DeskSetup setup = new DeskSetup(some, all);

    List<Reading<Sheet>> readings =
        setup.desk.askAll(
            IntStream.range(0, 40)
                .mapToObj(i -> Inquiry.about(ServedType.QUOTE, id("S" + i)))
                .toList());

    assertThat(sourceOf(readings.getFirst())).isEqualTo("some");
    assertThat(readings.subList(1, 40)).allMatch(each -> sourceOf(each).equals("all"));
    assertThat(all.asked()).singleElement().matches(query -> query.instruments().size() == 39);
  }

  @Test
  void batch_nobodyHasTheRest_endsAndSaysSo() {
    FakeVendor one = prompt("one");
    one.answering(_ -> new VendorReply.Data(List.of(by("one", "AAPL")), false));
    FakeVendor other = prompt("other");
    other.answering(_ -> new VendorReply.Data(List.of(by("other", "ELSE")), false));

    List<Reading<Sheet>> readings =
        new DeskSetup(one, other)
            .desk.askAll(List.of(AAPL, MSFT, Inquiry.about(ServedType.QUOTE, id("GOOG"))));

    assertThat(sourceOf(readings.getFirst())).isEqualTo("one");
    assertThat(refusal(readings.get(1))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(refusal(readings.get(2))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(List.of(one.asked().size(), other.asked().size())).as("asked once").containsOnly(1);
  }

  @Test
  void askCached_oneIsMissing_answersNothingAndCountsNothing() {
    DeskSetup setup = new DeskSetup(prompt("quick"));
    setup.desk.ask(AAPL);
    long served = setup.desk.efficiency().counts().answered();
    Occasion occasion = Occasion.of(Occasion.ANYBODY);

    assertThat(setup.desk.askCached(List.of(AAPL, MSFT), occasion)).isEmpty();
    assertThat(setup.desk.efficiency().counts().answered()).isEqualTo(served);
    setup.desk.ask(MSFT);

    assertThat(setup.desk.askCached(List.of(AAPL, MSFT), occasion).orElseThrow())
        .extracting(each -> fresh(each).instrument())
        .containsExactly(id("AAPL"), id("MSFT"));
    assertThat(setup.desk.efficiency().counts().served()).isEqualTo(2);
  }
}
