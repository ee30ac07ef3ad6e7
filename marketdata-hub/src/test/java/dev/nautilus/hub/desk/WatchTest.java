package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.desk.DeskSetup.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.desk.Watch.WatchClockwork;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is polled while vendors stream: nothing that a stream keeps, everything else often enough.
class WatchTest {
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final InstrumentId AAPL = id("AAPL");
  private static final InstrumentId MSFT = id("MSFT");
  private static final WatchProperties PROPERTIES =
      new WatchProperties(
          true,
          List.of(AAPL, MSFT),
          List.of(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ZERO,
          SILENCE);

  private final FakeVendor vendor = new FakeVendor("fake", this::answer);
  private final DeskSetup setup = new DeskSetup(vendor);
  private final BeatScheduler scheduler = new BeatScheduler();
  private final Watch watch =
      new Watch(
          setup.desk,
          setup.versions,
          new VendorStreams(List.of(vendor), setup.shelf, SILENCE),
          PROPERTIES,
          new WatchClockwork(scheduler, Runnable::run, setup.time));

  private VendorReply answer(VendorQuery query) {
    if (!query.type().equals(ServedType.QUOTE.handle())) {
      return DeskSetup.refused(Refusal.NO_DATA);
    }
    List<MarketDatum> quotes =
        query.instruments().stream()
            .map(each -> (MarketDatum) quote(each.value(), 1, setup.time.instant()))
            .toList();
    return new VendorReply.Data(quotes, false);
  }

  private void pass(Duration time) {
    for (long i = 0; i < time.dividedBy(BEAT); i++) {
      setup.time.advance(BEAT);
      scheduler.beat();
    }
  }

  private List<VendorQuery> quotesAsked() {
    return vendor.asked().stream()
        .filter(query -> query.type().equals(ServedType.QUOTE.handle()))
        .toList();
  }

  private long asked(InstrumentId instrument) {
    return quotesAsked().stream().filter(query -> query.instruments().contains(instrument)).count();
  }

  private Reading<Sheet> ask(InstrumentId instrument) {
    return setup.desk.ask(Inquiry.about(ServedType.QUOTE, instrument));
  }

  @AfterEach
  void stop() {
    watch.stop();
  }

  @Test
  void quote_keptByAStreamThatSaysNothing_isFreshAndNeverPolled() {
    watch.start();
    vendor.push(quote("AAPL", 150, NOON));
    vendor.keeping(Set.of(AAPL));

    for (int second = 0; second < 11; second++) {
      pass(Duration.ofSeconds(1));
      Provenance seen = fresh(ask(AAPL)).provenance();
      assertThat(seen.observedAt()).as("the value is the one that was told").isEqualTo(NOON);
    }

    assertThat(asked(AAPL)).isZero();
    assertThat(asked(MSFT)).as("nobody streams it").isBetween(5L, 12L);
    assertThat(fresh(ask(MSFT)).instrument()).isEqualTo(MSFT);
  }

  @Test
  void quote_keptButNotSaidForLong_isLookedAtApartFromTheOthers() {
    watch.start();
    vendor.push(quote("AAPL", 150, NOON));
    vendor.keeping(Set.of(AAPL));

    pass(SILENCE.plusSeconds(2));

    assertThat(asked(AAPL)).isOne();
    assertThat(quotesAsked()).allMatch(query -> query.instruments().size() == 1);
  }

  /// Or whoever asks while the look takes its time would find it expired, with many others.
  @Test
  void quote_keptButNotSaidForLong_isLookedAtWhileItsSilenceIsStillBelieved() {
    watch.start();
    vendor.push(quote("AAPL", 150, NOON));
    vendor.keeping(Set.of(AAPL));

    pass(SILENCE.minusSeconds(2));

    assertThat(asked(AAPL)).isOne();
  }

  @Test
  void stream_falls_itsQuotesArePolledWithinTheirLifetime() {
    watch.start();
    vendor.push(quote("AAPL", 150, NOON));
    vendor.keeping(Set.of(AAPL));
    pass(Duration.ofSeconds(5));

    vendor.keeping(Set.of());
    pass(Duration.ofSeconds(2));

    assertThat(asked(AAPL)).isPositive();
    assertThat(fresh(ask(AAPL)).provenance().observedAt()).isAfter(NOON);
  }

  @Test
  void quote_thatCameAMomentAgo_isNotPolledAgainYet() {
    watch.start();
    pass(Duration.ofMillis(800));
    long before = asked(AAPL);

    for (int second = 1; second <= 5; second++) {
      vendor.push(quote("AAPL", 150 + second, setup.time.instant()));
      pass(Duration.ofSeconds(1));
    }

    assertThat(asked(AAPL)).isEqualTo(before);
    assertThat(asked(MSFT)).isGreaterThan(before);
  }

  @Test
  void quote_ofAnotherSourceThanTheKeeper_isPolled() {
    FakeVendor other = new FakeVendor("other", this::answer);
    VendorStreams streams = new VendorStreams(List.of(other), setup.shelf, SILENCE);
    Inquiry aapl = Inquiry.about(ServedType.QUOTE, AAPL);
    ask(AAPL);
    other.keeping(Set.of(AAPL));
    setup.time.advance(Duration.ofMillis(1500));

    streams.confirm(ServedType.QUOTE);

    assertThat(streams.leftToPoll(List.of(aapl))).containsExactly(List.of(aapl));
    setup.time.advance(Duration.ofSeconds(1));
    assertThat(setup.shelf.current(aapl)).as("it was not confirmed").isNull();
  }
}
