package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.engines.websocket.wire.Browser;
import dev.nautilus.engines.websocket.wire.Follower;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// A thousand browsers, one of which does not read.
@NautilusBusTest
class ThousandSessionsIT {
  private static final Logger log = LoggerFactory.getLogger(ThousandSessionsIT.class);
  private static final int SESSIONS = 1_000;
  private static final int ROUNDS = 40;
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(25);
  private static final String SUBSCRIBE =
      "{\"op\":\"subscribe\",\"id\":1,\"ch\":\"%s\",\"mode\":\"%s\"}";

  private volatile Histogram lags = new ConcurrentHistogram(3);

  /// A browser that reads all it gets.
  private final class Reader {
    private final Browser browser;
    private volatile double bid;

    Reader(Gateway gateway) {
      browser = gateway.browser();
      browser.say(SUBSCRIBE.formatted("quotes", "MERGE"));
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      Follower follower = new Follower();
      try {
        while (true) {
          JsonNode message = Follower.parse(browser.hear());
          follower.take(message);
          for (JsonNode row : message.path("rows")) {
            Duration late =
                Duration.between(Instant.parse(row.path("at").asString()), Instant.now());
            lags.recordValue(Math.max(0, late.toMillis()));
          }
          bid = follower.document("AAPL").path("bid").asDouble(bid);
        }
      } catch (UncheckedIOException | Browser.ClosedByGateway e) {
        bid = Double.NaN;
      }
    }
  }

  /// Publishes rounds of quotes and waits until everybody has the last one.
  ///
  /// @return the 99th percentile of the way from the publisher to a browser, milliseconds
  private double rounds(DualBusClient hub, List<Reader> readers, int first) {
    lags = new ConcurrentHistogram(3);
    for (int i = first; i < first + ROUNDS; i++) {
      hub.publish(MessageType.QUOTE, Fixtures.quote("AAPL", i, i));
      LockSupport.parkNanos(BETWEEN);
    }
    double last = first + ROUNDS - 1;
    await()
        .atMost(Gateway.SOON)
        .untilAsserted(
            () -> assertThat(readers).allSatisfy(each -> assertThat(each.bid).isEqualTo(last)));
    return lags.getValueAtPercentile(99);
  }

  @Test
  void session_blockedAmongAThousand_holdsUpNobodyAndEnds(BusServers servers, BusClients clients) {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    try (Gateway gateway = Gateway.start(servers);
        Browser blocked = Browser.connect(gateway.port(), "dGhlIHNhbXBsZSBub25jZQ==", 4_096)) {
      List<Reader> readers = new ArrayList<>();
      for (int i = 1; i < SESSIONS; i++) {
        readers.add(new Reader(gateway));
        // While they join there is something to miss between the snapshot and the first change.
        hub.publish(MessageType.QUOTE, Fixtures.quote("AAPL", i, 10_000 + i));
      }
      await().atMost(Gateway.SOON).until(() -> gateway.json("/api/v1/sessions").size() == SESSIONS);
      // What a young JVM costs is not what a blocked session costs.
      rounds(hub, readers, SESSIONS);
      double before = rounds(hub, readers, SESSIONS + ROUNDS);

      blocked.say(SUBSCRIBE.formatted("news", "RAW"));
      blocked.say(SUBSCRIBE.formatted("quotes", "MERGE"));
      assertThat(blocked.hear()).contains("subscribed");
      for (int i = 0; i < 100; i++) {
        hub.publish(MessageType.NEWS, Fixtures.news(i, 100_000)).toCompletableFuture().join();
      }
      double after = rounds(hub, readers, SESSIONS + 2 * ROUNDS);
      assertThat(gateway.json("/api/v1/sessions"))
          .allSatisfy(
              each ->
                  assertThat(each.path("waitingBytes").asLong()).isLessThanOrEqualTo(512 * 1024));
      log.warn("p99 to a browser: {} ms, with one blocked {} ms", before, after);

      await()
          .atMost(Gateway.SOON)
          .until(() -> gateway.json("/api/v1/sessions").size() == SESSIONS - 1);
      assertThat(after)
          .as("p99 in ms, was %s before", before)
          .isLessThan(Math.max(5_000, 5 * before));
      assertThat(rounds(hub, readers, SESSIONS + 3 * ROUNDS)).isNotNegative();
    }
  }
}
