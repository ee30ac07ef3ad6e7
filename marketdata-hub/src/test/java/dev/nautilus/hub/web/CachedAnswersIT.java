package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.desk.CacheReport.TypeReport;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What the short way to the cache answers is what the long way answers, and only what it may.
@SpringBootTest(
    classes = FakeHub.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=marketdata-hub",
      "MESSAGEBUS_ENABLED=false",
      "nautilus.hub.watch.enabled=false",
      "nautilus.hub.cache.lifetimes.quote=1m"
    })
class CachedAnswersIT {
  private final FakeVendor vendor;
  private final Desk desk;
  private final HubHttp hub;

  CachedAnswersIT(
      @Qualifier("vendor") FakeVendor vendor, @Autowired Desk desk, @LocalServerPort int port) {
    this.vendor = vendor;
    this.desk = desk;
    this.hub = new HubHttp(port);
  }

  /// Quotes served so far.
  private long served() {
    TypeReport quotes = desk.cache().types().get("quote");
    return quotes == null ? 0 : quotes.served();
  }

  private static Map<String, String> withoutAge(HttpResponse<String> response) {
    Map<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : HubHttp.json(response).properties()) {
      fields.put(each.getKey(), each.getValue().toString());
    }
    assertThat(fields).containsKey("ageMillis");
    fields.remove("ageMillis");
    return fields;
  }

  @Test
  void cachedQuote_isTheSameByTheShortWay_andCountsAsServed() throws Exception {
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("SHORT", 150.25, NOON)), false));
    HttpResponse<String> first = hub.get("/api/v1/quote/SHORT");
    long before = served();

    HttpResponse<String> again = hub.get("/api/v1/quote/SHORT");
    HttpResponse<String> byParameter = hub.get("/api/v1/quote?symbol=SHORT");

    assertThat(again.headers().firstValue("Content-Length")).as("by the short way").isPresent();
    assertThat(HubHttp.contentType(again)).startsWith("application/json");
    assertThat(withoutAge(again)).isEqualTo(withoutAge(byParameter)).isEqualTo(withoutAge(first));
    assertThat(served()).isEqualTo(before + 2);
  }

  @Test
  void newerValue_isShownAtOnce() throws Exception {
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("NEWER", 150, NOON)), false));
    hub.get("/api/v1/quote/NEWER");
    hub.get("/api/v1/quote/NEWER");

    vendor.answering(
        _ -> new VendorReply.Data(List.of(quote("NEWER", 151, NOON.plusSeconds(1))), false));
    desk.askAnew(List.of(Inquiry.about(ServedType.QUOTE, id("NEWER"))));

    assertThat(hub.json("/api/v1/quote/NEWER").get("bid").asDouble()).isEqualTo(151);
  }

  @Test
  void whatIsNotCached_andWhatIsAskedOtherwise_takesTheLongWay() throws Exception {
    vendor.answering(_ -> new VendorReply.Refused(Refusal.NOT_FOUND, "never heard of it"));
    HubHttp.assertProblem(hub.get("/api/v1/quote/NOBODY"), 404, "never heard of it");
    HubHttp.assertProblem(hub.get("/api/v1/quote/NOBODY"), 404, "never heard of it");
    HubHttp.assertProblem(hub.get("/api/v1/nothing/AAPL"), 404, "There is no type");
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("ACCEPT", 150, NOON)), false));
    hub.get("/api/v1/quote/ACCEPT");

    assertThat(hub.get("/api/v1/quote/ACCEPT", "text/csv").statusCode()).isEqualTo(406);
  }
}
