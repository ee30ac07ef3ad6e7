package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.desk.DeskSetup.data;
import static dev.nautilus.hub.desk.DeskSetup.fresh;
import static dev.nautilus.hub.desk.DeskSetup.refusal;
import static dev.nautilus.hub.desk.DeskSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.terms.Licence;
import dev.nautilus.hub.terms.TestTerms;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeskTest {
  private static final Inquiry AAPL = Inquiry.about(ServedType.QUOTE, id("AAPL"));
  private static final Inquiry NEWS = Inquiry.about(ServedType.NEWS, id("AAPL"));

  /// Lets a hundred threads ask at once while the vendor hesitates.
  private static List<Reading<Sheet>> hundredAtOnce(DeskSetup setup, CountDownLatch vendorMayGo)
      throws InterruptedException {
    List<Reading<Sheet>> readings = new CopyOnWriteArrayList<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      callers.add(Thread.ofPlatform().start(() -> readings.add(setup.desk.ask(AAPL))));
    }
    await()
        .until(
            () -> callers.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING));
    vendorMayGo.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    return readings;
  }

  private static FakeVendor hesitant(CountDownLatch mayGo, VendorReply reply) {
    return new FakeVendor(
        "fake",
        _ -> {
          try {
            mayGo.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return reply;
        });
  }

  @Test
  void ask_hundredCallersForOneColdKey_oneVendorCall() throws InterruptedException {
    CountDownLatch mayGo = new CountDownLatch(1);
    FakeVendor vendor = hesitant(mayGo, data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);

    List<Reading<Sheet>> readings = hundredAtOnce(setup, mayGo);

    assertThat(vendor.asked()).hasSize(1);
    assertThat(readings).hasSize(100).allSatisfy(DeskSetup::fresh);
    assertThat(setup.published).hasSize(1);
    Efficiency.Counts counts = setup.desk.efficiency().counts();
    assertThat(counts.called()).isEqualTo(1);
    assertThat(counts.served()).isEqualTo(99);
  }

  @Test
  void ask_flightFails_allAreRefusedAndTheNextAsksAgain() throws InterruptedException {
    CountDownLatch mayGo = new CountDownLatch(1);
    FakeVendor vendor = hesitant(mayGo, refused(Refusal.VENDOR_FAILED));
    DeskSetup setup = new DeskSetup(vendor);

    List<Reading<Sheet>> readings = hundredAtOnce(setup, mayGo);
    vendor.answering(_ -> data(quote("AAPL", 150, NOON)));

    assertThat(readings)
        .hasSize(100)
        .allSatisfy(each -> assertThat(refusal(each)).isEqualTo(Refusal.VENDOR_FAILED));
    assertThat(vendor.asked()).hasSize(1);
    fresh(setup.desk.ask(AAPL));
    assertThat(vendor.asked()).hasSize(2);
  }

  @Test
  void ask_adapterThrows_isRefusedAndNobodyWaits() {
    FakeVendor vendor =
        new FakeVendor(
            "fake",
            _ -> {
              throw new IllegalStateException("a bug");
            });

    assertThat(refusal(new DeskSetup(vendor).desk.ask(AAPL))).isEqualTo(Refusal.VENDOR_FAILED);
  }

  @Test
  void ask_vendorNeverAnswers_isRefusedAfterPatience() {
    FakeVendor vendor = hesitant(new CountDownLatch(1), refused(Refusal.NO_DATA));
    DeskSetup setup = new DeskSetup(10, Duration.ofMillis(1), vendor);

    assertThat(refusal(setup.desk.ask(AAPL))).isEqualTo(Refusal.VENDOR_FAILED);
  }

  @Test
  void quote_pastItsLifetime_isFetchedAgain() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);

    setup.desk.ask(AAPL);
    setup.time.advance(Duration.ofMillis(1999));
    Reading<Sheet> cached = setup.desk.ask(AAPL);
    assertThat(vendor.asked()).hasSize(1);
    setup.time.advance(Duration.ofMillis(1));
    setup.desk.ask(AAPL);

    assertThat(((Reading.Fresh<Sheet>) cached).age()).isEqualTo(Duration.ofMillis(1999));
    assertThat(vendor.asked()).hasSize(2);
  }

  @Test
  void quote_vendorFailsPastItsLifetime_isRefused() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);
    setup.desk.ask(AAPL);

    setup.time.advance(Duration.ofSeconds(3));
    vendor.answering(_ -> refused(Refusal.OVER_BUDGET));

    assertThat(refusal(setup.desk.ask(AAPL))).isEqualTo(Refusal.OVER_BUDGET);
  }

  @Test
  void news_vendorFailsPastItsLifetime_isStaleWithItsAge() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(news("AAPL", "a", NOON)));
    DeskSetup setup = new DeskSetup(vendor);
    setup.desk.ask(NEWS);

    setup.time.advance(Duration.ofHours(5));
    vendor.answering(_ -> refused(Refusal.VENDOR_FAILED));
    Reading<Sheet> stale = setup.desk.ask(NEWS);

    assertThat(stale)
        .isInstanceOfSatisfying(
            Reading.Stale.class,
            each -> {
              assertThat(each.age()).isEqualTo(Duration.ofHours(5));
              assertThat(each.why()).isEqualTo(Refusal.VENDOR_FAILED);
            });
    setup.time.advance(Duration.ofDays(8));
    assertThat(refusal(setup.desk.ask(NEWS))).isEqualTo(Refusal.VENDOR_FAILED);
  }

  @Test
  void unknownSymbol_isAskedOnceInAnHour() {
    FakeVendor vendor = new FakeVendor("fake", _ -> refused(Refusal.NOT_FOUND));
    DeskSetup setup = new DeskSetup(vendor);

    setup.desk.ask(AAPL);
    setup.time.advance(Duration.ofMinutes(59));
    assertThat(refusal(setup.desk.ask(AAPL))).isEqualTo(Refusal.NOT_FOUND);
    assertThat(vendor.asked()).hasSize(1);
    setup.time.advance(Duration.ofMinutes(2));
    vendor.answering(_ -> data(quote("AAPL", 150, NOON)));

    fresh(setup.desk.ask(AAPL));
  }

  @Test
  void otherRefusals_areNotRemembered() {
    FakeVendor vendor = new FakeVendor("fake", _ -> refused(Refusal.OVER_BUDGET));
    DeskSetup setup = new DeskSetup(vendor);

    setup.desk.ask(AAPL);
    setup.desk.ask(AAPL);

    assertThat(vendor.asked()).hasSize(2);
  }

  @Test
  void ask_joiningAGuessThatFindsNothingToSpare_asksForItself() throws InterruptedException {
    CountDownLatch guessMayEnd = new CountDownLatch(1);
    FakeVendor vendor = hesitant(guessMayEnd, refused(Refusal.OVER_BUDGET));
    DeskSetup setup = new DeskSetup(vendor);
    Thread guess = Thread.ofVirtual().start(() -> setup.desk.guess(List.of(AAPL)));
    await().until(() -> vendor.asked().size() == 1);
    List<Reading<Sheet>> readings = new CopyOnWriteArrayList<>();
    Thread caller = Thread.ofPlatform().start(() -> readings.add(setup.desk.ask(AAPL)));
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

    vendor.answering(_ -> data(quote("AAPL", 150, NOON)));
    guessMayEnd.countDown();
    caller.join();
    guess.join();

    fresh(readings.getFirst());
    assertThat(vendor.asked()).hasSize(2);
    assertThat(setup.desk.efficiency().counts().answered()).isEqualTo(1);
  }

  @Test
  void learner_askingForWhatItMayNotTrainOn_isRefused_andOthersAreAnswered() {
    FakeVendor vendor = new FakeVendor("fake", _ -> data(TestTerms.real(quote("AAPL", 150, NOON))));
    Licence licence = new Licence(TestTerms.of(TestTerms.FORBIDDEN), Set.of(EngineType.ML));
    DeskSetup setup = new DeskSetup(licence, vendor);

    Reading<Sheet> refused =
        setup.desk.askAll(List.of(AAPL), Occasion.of(EngineType.ML)).getFirst();

    assertThat(refusal(refused)).isEqualTo(Refusal.NOT_LICENSED);
    assertThat(((Reading.Refused<Sheet>) refused).detail()).contains("fake", "ml", "learners");
    fresh(setup.desk.askAll(List.of(AAPL), Occasion.of(EngineType.RISK)).getFirst());
  }

  @Test
  void answer_afterTheTermEnded_isRefused_andNotServedWithoutAVersion() throws Exception {
    CountDownLatch mayGo = new CountDownLatch(1);
    FakeVendor vendor = hesitant(mayGo, data(quote("AAPL", 150, NOON)));
    DeskSetup setup = new DeskSetup(vendor);
    CompletableFuture<Reading<Sheet>> asked =
        CompletableFuture.supplyAsync(() -> setup.desk.ask(AAPL));
    await().until(() -> !vendor.asked().isEmpty());
    setup.versions.resign();
    mayGo.countDown();

    assertThat(refusal(asked.get())).isEqualTo(Refusal.NOT_LEADING);
    setup.desk.arrived(quote("AAPL", 151, NOON.plusSeconds(1)));
    assertThat(setup.desk.has(AAPL)).as("pushed too late as well").isFalse();
    assertThat(setup.published).isEmpty();
  }

  @Test
  void forgotten_isLearnedAnewUnderTheVersionOfAnother() {
    DeskSetup setup =
        new DeskSetup(new FakeVendor("fake", _ -> data(quote("AAPL", 150, NOON.minusSeconds(1)))));
    MarketDatum first = fresh(setup.desk.ask(AAPL));
    setup.versions.resign();
    setup.desk.forget();
    assertThat(setup.desk.has(AAPL)).isFalse();

    long higher = first.provenance().version() + (1L << 40);
    setup.desk.recall(first.withProvenance(first.provenance().withVersion(higher)));

    assertThat(fresh(setup.desk.ask(AAPL)).provenance().version()).isEqualTo(higher);
  }
}
