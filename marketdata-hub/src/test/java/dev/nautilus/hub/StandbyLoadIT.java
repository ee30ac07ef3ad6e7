package dev.nautilus.hub;

import static dev.nautilus.hub.TwoHubs.SOON;
import static dev.nautilus.hub.TwoHubs.TAKE_OVER;
import static dev.nautilus.hub.TwoHubs.assertVersionsRise;
import static dev.nautilus.hub.TwoHubs.awaitLeads;
import static dev.nautilus.hub.TwoHubs.follow;
import static dev.nautilus.hub.TwoHubs.term;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import dev.nautilus.message.SubscriptionRequest;
import dev.nautilus.simulator.serve.TrafficReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The leader is killed while readers ask both hubs all the time, an engine follows over the bus, a
/// listener follows by events, and somebody subscribes again and again.
class StandbyLoadIT {
  private static final List<String> SYMBOLS = List.of("NVDA", "AAPL", "MSFT");
  private static final int READERS_OF_EACH = 3;
  private static final long BETWEEN_SUBSCRIPTIONS = TimeUnit.MILLISECONDS.toNanos(100);

  /// The hubs' logs; kept when something fails.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private static List<QuoteReader> readers(HubProcess hub) {
    List<QuoteReader> readers = new ArrayList<>();
    for (String symbol : SYMBOLS) {
      for (int i = 0; i < READERS_OF_EACH; i++) {
        readers.add(new QuoteReader(hub, symbol));
      }
    }
    return readers;
  }

  /// Sent until it is heard: before the hub ever listened, nothing is kept for it.
  private static boolean followed(DualBusClient engine, Recorder<Quote> quotes, String symbol) {
    engine.publish(
        MessageType.SUBSCRIPTION_REQUEST,
        new SubscriptionRequest("mine", List.of(InstrumentId.of(symbol)), List.of("quote"), true));
    return newest(quotes, symbol) > 0;
  }

  private static long newest(Recorder<Quote> quotes, String symbol) {
    return quotes.payloads().stream()
        .filter(quote -> quote.instrument().value().equals(symbol))
        .mapToLong(quote -> quote.provenance().version())
        .max()
        .orElse(0);
  }

  /// Subscribes until the hub is gone; what it was told that it has is in `made`.
  private static Thread subscriber(HubProcess leader, Queue<String> made) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  made.add(follow(leader, "MSFT"));
                  LockSupport.parkNanos(BETWEEN_SUBSCRIPTIONS);
                }
              } catch (IOException | InterruptedException gone) {
                // The hub was killed.
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }

  private static void assertAllKnown(HubProcess hub, Iterable<String> subscriptions)
      throws Exception {
    for (String id : subscriptions) {
      assertThat(hub.http.get("/subscription/" + id).statusCode()).as(id).isEqualTo(200);
    }
  }

  /// One connection of each kind at a time, whoever leads, and never two hubs in turns.
  private static void assertOneTalkedAtATime(TwoHubs hubs, HubProcess before, HubProcess after) {
    assertThat(Collections.max(before.vendor.said()))
        .as("the one had fallen silent before the other began")
        .isLessThan(Collections.min(after.vendor.said()));
    TrafficReport traffic = hubs.simulator.traffic("yahoo_finance");
    assertThat(traffic.peakHttp()).as("HTTP connections at once").isEqualTo(1);
    assertThat(traffic.peakStreams()).as("WebSockets at once").isEqualTo(1);
  }

  /// All that is asked and followed meanwhile.
  private static final class Load implements AutoCloseable {
    final List<QuoteReader> ofTheLeader;
    final List<QuoteReader> ofTheOther;
    final DualBusClient engine;
    final Recorder<Quote> quotes;
    final EventFollower follower;
    final Queue<String> made = new ConcurrentLinkedQueue<>();
    final Thread subscriber;

    Load(TwoHubs hubs, HubProcess second) throws Exception {
      ofTheLeader = readers(hubs.first);
      ofTheOther = readers(second);
      engine = hubs.clients.client(EngineType.RISK, "risk-1");
      quotes = Recorder.on(engine, MessageType.QUOTE);
      follower = new EventFollower(List.of(hubs.first, second), follow(hubs.first, "NVDA"));
      subscriber = subscriber(hubs.first, made);
    }

    boolean isUnderWay() {
      return ofTheLeader.stream().allMatch(reader -> reader.served() > 0)
          && ofTheOther.stream().allMatch(reader -> reader.served() > 0)
          && follower.versions().size() > 2
          && made.size() > 10;
    }

    /// Waits until everybody has what only the next leader can have said.
    void awaitTermAfter(long before) {
      await("over the bus")
          .atMost(SOON)
          .until(
              () -> SYMBOLS.stream().allMatch(each -> term(newest(quotes, each)) > term(before)));
      await("by events")
          .atMost(SOON)
          .until(() -> term(follower.versions().getLast()) > term(before));
      await("by asking")
          .atMost(SOON)
          .until(
              () -> ofTheOther.stream().allMatch(reader -> term(reader.newest()) > term(before)));
    }

    void assertNothingWrong() {
      assertVersionsRise(quotes.payloads());
      assertThat(quotes.duplicates()).isEmpty();
      assertThat(follower.versions()).isSorted().doesNotHaveDuplicates();
      assertThat(follower.unknown()).as("a subscription that is lost").isZero();
      assertThat(ofTheLeader).flatExtracting(QuoteReader::wrong).isEmpty();
      assertThat(ofTheOther).flatExtracting(QuoteReader::wrong).isEmpty();
    }

    @Override
    public void close() {
      subscriber.interrupt();
      follower.close();
      quotes.close();
      ofTheLeader.forEach(QuoteReader::close);
      ofTheOther.forEach(QuoteReader::close);
    }
  }

  @Test
  void leaderKilledUnderLoad_noSubscriptionIsLost_andNoVersionGoesBack() throws Exception {
    try (TwoHubs hubs = new TwoHubs(folder)) {
      HubProcess second = hubs.standby();
      try (Load load = new Load(hubs, second)) {
        await().atMost(SOON).until(() -> followed(load.engine, load.quotes, "AAPL"));
        await("all are served").atMost(SOON).until(load::isUnderWay);
        long before = newest(load.quotes, "AAPL");

        hubs.first.kill();
        awaitLeads(second, TAKE_OVER);

        load.awaitTermAfter(before);
        load.subscriber.join();
        assertAllKnown(second, load.made);
        load.assertNothingWrong();
        assertOneTalkedAtATime(hubs, hubs.first, second);
      }
    }
  }
}
