package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.Samples.tick;
import static dev.nautilus.hub.web.HubHttp.assertProblem;
import static dev.nautilus.hub.web.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.MarketDatum;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/// Subscriptions over a real port: made, listened to, ended.
@SpringBootTest(
    classes = FakeHub.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=marketdata-hub",
      "MESSAGEBUS_ENABLED=false",
      "nautilus.hub.watch.enabled=false"
    })
@DirtiesContext
class SubscriptionIT {
  private final FakeVendor vendor;
  private final HubHttp hub;
  private final int port;

  SubscriptionIT(@Qualifier("vendor") FakeVendor vendor, @LocalServerPort int port) {
    this.vendor = vendor;
    this.hub = new HubHttp(port);
    this.port = port;
  }

  private String create(String symbol, String type) throws Exception {
    HttpResponse<String> made =
        hub.post(
            "/subscription/create",
            "{\"engine\":\"RISK\",\"symbols\":[\"%s\"],\"data_types\":[\"%s\"]}"
                .formatted(symbol, type));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return json(made).get("id").asString();
  }

  private Queue<String> listen(String id) {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/subscription/" + id + "/events"))
            .build();
    Thread.ofVirtual()
        .start(
            () -> {
              try (HttpClient http = HttpClient.newHttpClient();
                  Stream<String> body = http.send(request, BodyHandlers.ofLines()).body()) {
                body.forEach(lines::add);
                lines.add("closed");
              } catch (Exception e) {
                lines.add("failed " + e);
              }
            });
    return lines;
  }

  private static VendorReply priced(VendorQuery query, AtomicInteger price) {
    int now = price.incrementAndGet();
    List<MarketDatum> quotes =
        query.instruments().stream()
            .<MarketDatum>map(each -> quote(each.value(), now, NOON.plusSeconds(now)))
            .toList();
    return new VendorReply.Data(quotes, false);
  }

  private long askedFor(String symbol) {
    return vendor.asked().stream()
        .filter(query -> query.instruments().stream().anyMatch(i -> i.value().equals(symbol)))
        .count();
  }

  @Test
  void twoListeners_getASnapshotThenLive_fromOnePolling_untilBothAreGone() throws Exception {
    AtomicInteger price = new AtomicInteger(100);
    vendor.answering(query -> priced(query, price));
    String one = create("SUB1", "quote");
    String other = create("SUB1", "quote");
    Queue<String> first = listen(one);
    Queue<String> second = listen(other);

    for (Queue<String> lines : List.of(first, second)) {
      await().until(() -> lines.stream().filter("event:quote"::equals).count() >= 3);
      List<String> events = lines.stream().filter(line -> line.startsWith("event:")).toList();
      assertThat(events.subList(0, 3))
          .containsExactly("event:snapshot", "event:ready", "event:quote");
      assertThat(lines.stream().filter(line -> line.startsWith("id:")).map(l -> l.substring(3)))
          .extracting(Long::parseLong)
          .isSorted()
          .doesNotHaveDuplicates();
    }
    assertThat(vendor.followed()).extracting("value").contains("SUB1");
    assertThat(
            vendor.asked().getLast().instruments().stream().filter(i -> i.value().equals("SUB1")))
        .as("asked once for both")
        .hasSize(1);

    assertThat(hub.delete("/subscription/" + one).statusCode()).isEqualTo(204);
    await().until(() -> first.contains("event:end") && first.contains("closed"));
    assertThat(vendor.followed())
        .as("the other still listens")
        .extracting("value")
        .contains("SUB1");
    assertThat(hub.delete("/subscription/" + other).statusCode()).isEqualTo(204);
    await().until(() -> vendor.followed().stream().noneMatch(i -> i.value().equals("SUB1")));
    await().until(() -> second.contains("closed"));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(30))
        .until(() -> isQuietAbout("SUB1"));
  }

  private long lastCount = -1;

  private boolean isQuietAbout(String symbol) {
    long now = askedFor(symbol);
    boolean quiet = now == lastCount || lastCount == -1;
    lastCount = now;
    return quiet;
  }

  @Test
  void streamedValue_reachesTheListener() throws Exception {
    String id = create("SUB2", "tick");
    Queue<String> lines = listen(id);
    await().until(() -> lines.contains("event:ready"));
    assertThat(lines).contains("event:refused");
    await().until(() -> vendor.followed().stream().anyMatch(i -> i.value().equals("SUB2")));

    vendor.push(tick("SUB2", 5, NOON));

    await().until(() -> lines.contains("event:tick"));
    hub.delete("/subscription/" + id);
  }

  @Test
  void subscription_isShown_andGoneAfterItsEnd() throws Exception {
    String id = create("SUB3", "news");

    assertThat(hub.json("/subscription/" + id).get("engine").asString()).isEqualTo("risk");
    assertThat(hub.json("/subscription/" + id).get("data_types").get(0).asString())
        .isEqualTo("news");
    hub.delete("/subscription/" + id);

    assertProblem(hub.get("/subscription/" + id), 404, "There is no subscription");
    assertProblem(hub.get("/subscription/" + id + "/events"), 404);
    assertProblem(hub.delete("/subscription/" + id), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"symbols\":[],\"data_types\":[\"quote\"]}",
        "{\"symbols\":[\"A\"],\"data_types\":[]}",
        "{\"symbols\":[\"A\"],\"data_types\":[\"qoute\"]}",
        "{\"symbols\":[\"a b\"],\"data_types\":[\"quote\"]}",
        "{\"engine\":\"!\",\"symbols\":[\"A\"],\"data_types\":[\"quote\"]}",
        "[]",
        "no json"
      })
  void badBody_isAProblem(String body) throws Exception {
    assertProblem(hub.post("/subscription/create", body), 400);
  }
}
