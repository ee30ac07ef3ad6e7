package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.vendor.CountingServer.Answer;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The one connection under a lease, against real sockets.
class VendorLeaseIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final BodyReader<String> TEXT = answer -> Outcome.good(answer.text());

  private final Lease lease = Lease.shared(System::nanoTime, () -> true);
  private final CountDownLatch heard = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  /// Says nothing until it may.
  private final Answer slow =
      (line, out) -> {
        heard.countDown();
        return mayAnswer.await(30, TimeUnit.SECONDS) && CountingServer.write(out, 200, "", "fine");
      };

  private VendorHttp http(CountingServer server) {
    VendorHttp http =
        new VendorHttp(
            Source.of("test"),
            TestVendors.at(Map.of("a", server.url("127.0.0.1"))),
            InstantSource.system());
    http.budget().obey(lease);
    return http;
  }

  private static Outcome<String> get(VendorHttp http, CountingServer server) {
    return http.get(server.url("127.0.0.1").resolve("/x"), Map.of(), TEXT);
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  private static void assertNotLeading(Outcome<String> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    assertThat(((Outcome.Bad<String>) outcome).refused().why()).isEqualTo(Refusal.NOT_LEADING);
  }

  @Test
  void withoutALease_nothingIsConnectedTo() {
    try (CountingServer server = new CountingServer(slow);
        VendorHttp http = http(server)) {
      assertNotLeading(get(http, server));
      assertThat(server.accepted()).isZero();
    }
  }

  @Test
  void leaseIsOver_anExchangeUnderWayIsCutOff_andTheConnectionClosed() throws Exception {
    try (CountingServer server = new CountingServer(slow);
        VendorHttp http = http(server)) {
      lease.begin(in(Duration.ofSeconds(1)));
      Outcome<String> outcome = get(http, server);

      assertNotLeading(outcome);
      assertThat(heard.await(0, TimeUnit.SECONDS)).as("it had been asked").isTrue();
      assertThat(server.requests()).as("not asked again").hasSize(1);
      await().atMost(SOON).until(() -> http.status(false).openConnections() == 0);
      assertThat(http.status(false).failures()).as("no fault of the vendor").isZero();
    } finally {
      mayAnswer.countDown();
    }
  }

  @Test
  void leaseLengthenedMeanwhile_aSlowAnswerIsWaitedFor() throws Exception {
    try (CountingServer server = new CountingServer(slow);
        VendorHttp http = http(server)) {
      long first = in(Duration.ofSeconds(2));
      lease.begin(first);
      CompletableFuture<Outcome<String>> asked =
          CompletableFuture.supplyAsync(() -> get(http, server));
      assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(lease.extend(in(Duration.ofMinutes(1)))).isTrue();
      await().atMost(SOON).until(() -> System.nanoTime() - first > 0);
      mayAnswer.countDown();

      assertThat(asked).succeedsWithin(SOON).isEqualTo(Outcome.good("fine"));
    }
  }

  @Test
  void leaseGivenUp_anIdleConnectionIsClosed() {
    mayAnswer.countDown();
    try (CountingServer server = new CountingServer(slow);
        VendorHttp http = http(server)) {
      lease.begin(in(Duration.ofMinutes(1)));
      assertThat(get(http, server)).isEqualTo(Outcome.good("fine"));
      assertThat(http.status(false).openConnections()).isOne();

      lease.end();
      assertThat(http.status(false).openConnections()).isZero();
      assertNotLeading(get(http, server));
    }
  }
}
