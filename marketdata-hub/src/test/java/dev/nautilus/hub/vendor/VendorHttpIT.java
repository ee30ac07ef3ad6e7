package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.CountingServer.Answer;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The one connection against real sockets that behave well, badly and worse.
@ExtendWith(OutputCaptureExtension.class)
class VendorHttpIT {
  private static final BodyReader<String> TEXT =
      answer ->
          switch (answer.status()) {
            case 200 -> Outcome.good(answer.text());
            case 429 -> Outcome.bad(Refusal.OVER_BUDGET, "too many");
            case 500, 503 -> Outcome.bad(Refusal.VENDOR_FAILED, "status " + answer.status());
            default -> Outcome.bad(Refusal.GARBAGE, "status " + answer.status());
          };

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-04T15:00:00Z"));

  private VendorHttp http(CountingServer server) {
    return new VendorHttp(
        Source.of("test"), TestVendors.at(Map.of("a", server.url("127.0.0.1"))), now::get);
  }

  private static Outcome<String> get(VendorHttp http, CountingServer server, String path) {
    return http.get(server.url("127.0.0.1").resolve(path), Map.of(), TEXT);
  }

  private static Refused refused(Outcome<String> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<String>) outcome).refused();
  }

  private static final Answer OK = (line, out) -> CountingServer.write(out, 200, "", "fine");

  @Test
  void calls_concurrentOverTwoHosts_shareOneConnection() throws Exception {
    try (CountingServer server = new CountingServer(OK);
        VendorHttp http = http(server);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Outcome<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String host = i % 3 == 0 ? "localhost" : "127.0.0.1";
        calls.add(
            callers.submit(
                () -> {
                  start.await();
                  return http.get(server.url(host).resolve("/x"), Map.of(), TEXT);
                }));
      }
      start.countDown();

      for (Future<Outcome<String>> call : calls) {
        assertThat(call.get()).isEqualTo(Outcome.good("fine"));
      }
      assertThat(server.peak()).isOne();
      assertThat(server.accepted()).as("hosts did replace each other").isGreaterThan(1);
      assertThat(http.status(false).openConnections()).isOne();
      assertThat(http.status(false).calls()).isEqualTo(60);
    }
  }

  @Test
  void calls_oneHost_keepTheConnection() {
    try (CountingServer server = new CountingServer(OK);
        VendorHttp http = http(server)) {
      for (int i = 0; i < 10; i++) {
        assertThat(get(http, server, "/x")).isEqualTo(Outcome.good("fine"));
      }

      assertThat(server.accepted()).isOne();
    }
  }

  @Test
  void connection_cutOnce_isRetried() {
    AtomicInteger calls = new AtomicInteger();
    Answer flaky =
        (line, out) -> calls.incrementAndGet() > 1 && CountingServer.write(out, 200, "", "fine");
    try (CountingServer server = new CountingServer(flaky);
        VendorHttp http = http(server)) {
      assertThat(get(http, server, "/x")).isEqualTo(Outcome.good("fine"));
      assertThat(calls).hasValue(2);
      assertThat(server.peak()).isOne();
    }
  }

  @Test
  void serverError_always_isRetriedOnceThenRefusedAndCounted() {
    try (CountingServer server =
            new CountingServer((line, out) -> CountingServer.write(out, 503, "", "down"));
        VendorHttp http = http(server)) {
      assertThat(refused(get(http, server, "/x")).why()).isEqualTo(Refusal.VENDOR_FAILED);

      assertThat(server.requests()).hasSize(2);
      assertThat(http.status(false).failures()).isEqualTo(2);
      assertThat(http.status(false).lastError()).contains("503");
    }
  }

  @Test
  void serverError_keepsOn_opensTheBreaker() {
    try (CountingServer server =
            new CountingServer((line, out) -> CountingServer.write(out, 503, "", "down"));
        VendorHttp http = http(server)) {
      for (int i = 0; i < 10; i++) {
        get(http, server, "/x");
      }
      int sent = server.requests().size();

      Refused refused = refused(get(http, server, "/x"));

      assertThat(refused.why()).isEqualTo(Refusal.VENDOR_FAILED);
      assertThat(refused.retryAfter()).isNotNull();
      assertThat(server.requests()).as("nothing more was sent").hasSize(sent);
      assertThat(http.status(false).state()).isEqualTo(VendorStatus.State.FAILING);
    }
  }

  @Test
  void limit_withRetryAfter_silencesUntilThen() {
    AtomicInteger calls = new AtomicInteger();
    Answer limited =
        (line, out) ->
            calls.incrementAndGet() == 1
                ? CountingServer.write(out, 429, "Retry-After: 40\r\n", "slow down")
                : CountingServer.write(out, 200, "", "fine");
    try (CountingServer server = new CountingServer(limited);
        VendorHttp http = http(server)) {
      assertThat(refused(get(http, server, "/x")).retryAfter()).isEqualTo(Duration.ofSeconds(40));
      now.updateAndGet(t -> t.plusSeconds(39));
      assertThat(refused(get(http, server, "/x")).retryAfter()).isEqualTo(Duration.ofSeconds(1));
      assertThat(http.status(false).state()).isEqualTo(VendorStatus.State.LIMITED);
      assertThat(server.requests()).hasSize(1);

      now.updateAndGet(t -> t.plusSeconds(1));
      assertThat(get(http, server, "/x")).isEqualTo(Outcome.good("fine"));
      assertThat(http.status(false).limited()).isOne();
    }
  }

  @Test
  void redirect_toForeignHost_isNotFollowed() {
    Answer elsewhere =
        (line, out) ->
            line.contains("/own")
                ? CountingServer.write(out, 302, "Location: /landed\r\n", "")
                : line.contains("/landed")
                    ? CountingServer.write(out, 200, "", "fine")
                    : CountingServer.write(out, 302, "Location: http://localhost:9/x\r\n", "");
    try (CountingServer server = new CountingServer(elsewhere);
        VendorHttp http = http(server)) {
      assertThat(refused(get(http, server, "/foreign")).why()).isEqualTo(Refusal.GARBAGE);
      assertThat(server.requests()).hasSize(1);
      assertThat(get(http, server, "/own")).isEqualTo(Outcome.good("fine"));
    }
  }

  @Test
  void redirect_inCircles_ends() {
    try (CountingServer server =
            new CountingServer(
                (line, out) -> CountingServer.write(out, 302, "Location: /again\r\n", ""));
        VendorHttp http = http(server)) {
      assertThat(refused(get(http, server, "/x")).why()).isEqualTo(Refusal.VENDOR_FAILED);
    }
  }

  @Test
  void secrets_inUrlAndBody_reachNeitherLogNorRefusal(CapturedOutput output) {
    String key = TestVendors.at(Map.of()).key();
    try (CountingServer server =
            new CountingServer(
                (line, out) -> CountingServer.write(out, 418, "", "your key " + key + " is bad"));
        VendorHttp http = http(server)) {
      Refused refused =
          refused(
              http.get(
                  server.url("127.0.0.1").resolve("/x?api_key=" + key + "&crumb=cRuMb.1"),
                  Map.of(),
                  answer -> Outcome.bad(Refusal.GARBAGE, "said " + answer.excerpt())));

      assertThat(refused.detail()).contains("is bad").doesNotContain(key);
      assertThat(http.status(false).lastError()).doesNotContain(key);
      assertThat(output).contains("is bad").doesNotContain(key).doesNotContain("cRuMb.1");
    }
  }

  @Test
  void reader_thatThrows_isGarbage() {
    try (CountingServer server = new CountingServer(OK);
        VendorHttp http = http(server)) {
      Outcome<String> outcome =
          http.get(
              server.url("127.0.0.1").resolve("/x"),
              Map.of(),
              answer -> {
                throw new IllegalStateException("defect");
              });

      assertThat(refused(outcome).why()).isEqualTo(Refusal.GARBAGE);
    }
  }
}
