package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.web.HubHttp.contentType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorStatus;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/// The pages about the hub itself, over a real port and without a bus. Each test has a hub of its
/// own kind of traffic, so the metrics' test starts from a fresh one.
@SpringBootTest(
    classes = FakeHub.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=marketdata-hub",
      "MESSAGEBUS_ENABLED=false",
      "MARKETDATA_CACHE_SIZE=50000",
      "CACHE_SIZE=70000",
      "nautilus.hub.watch.enabled=false"
    })
@DirtiesContext
class StateIT {
  private final FakeVendor vendor;
  private final HubHttp hub;

  StateIT(@Qualifier("vendor") FakeVendor vendor, @LocalServerPort int port) {
    this.vendor = vendor;
    this.hub = new HubHttp(port);
  }

  @Test
  void metrics_haveTheFormUsersKnow() throws Exception {
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("AAPL", 150, NOON)), false));
    hub.get("/api/v1/quote/AAPL");
    hub.get("/api/v1/quote/AAPL");

    JsonNode metrics = hub.json("/metrics");

    JsonNode ratios = metrics.get("efficiency_metrics");
    JsonNode rates = metrics.get("hub_performance");
    assertThat(metrics.propertyNames())
        .containsExactly("efficiency_metrics", "hub_performance", "latency_ms");
    assertThat(metrics.at("/latency_ms/served").asDouble()).isPositive();
    assertThat(metrics.at("/latency_ms/vendor").asDouble()).isPositive();
    assertThat(ratios.get("api_call_reduction").asString()).matches("[0-9.]+%");
    assertThat(ratios.get("cache_hit_rate").asDouble()).isBetween(0.0, 1.0);
    assertThat(ratios.get("performance_multiplier").asString()).matches("[0-9.]+x");
    assertThat(rates.get("requests_per_second").decimalValue())
        .isEqualByComparingTo(
            rates
                .get("cache_served")
                .decimalValue()
                .add(rates.get("api_calls_made").decimalValue()))
        .isPositive();
  }

  @Test
  void metrics_areTextForScrapers_andJsonForEverybodyElse() throws Exception {
    HttpResponse<String> scraped =
        hub.get("/metrics", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.4");
    HttpResponse<String> text = hub.get("/metrics", "text/plain;version=0.0.4,*/*;q=0.1");

    assertThat(contentType(scraped)).startsWith("application/openmetrics-text");
    assertThat(scraped.body()).contains("nautilus_hub_cache_size_entries").endsWith("# EOF\n");
    assertThat(contentType(text)).startsWith("text/plain");
    assertThat(text.body()).contains("# TYPE nautilus_hub_requests_seconds");
    assertThat(contentType(hub.get("/metrics", "application/json"))).startsWith("application/json");
    assertThat(contentType(hub.get("/metrics"))).startsWith("application/json");
  }

  @Test
  void health_withoutABus_isDegradedAndSaysWhy() throws Exception {
    JsonNode health = hub.json("/health");

    assertThat(health.get("status").asString()).isEqualTo("DEGRADED");
    assertThat(health.get("parts").get("marketDataBus").get("detail").asString())
        .contains("MESSAGEBUS_ENABLED=false");
    assertThat(health.get("parts").get("source.keyless").get("status").asString())
        .isEqualTo("NOT_CONFIGURED");
    assertThat(health.get("parts").has("term")).isTrue();
  }

  @Test
  void health_noUsableSource_isDownWith503() throws Exception {
    vendor.showing(VendorStatus.State.FAILING);
    try {
      assertThat(hub.get("/health").statusCode()).isEqualTo(503);
    } finally {
      vendor.showing(VendorStatus.State.UP);
    }
    assertThat(hub.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void sources_listEveryVendorWithItsState() throws Exception {
    JsonNode sources = hub.json("/api/v1/sources").get("sources");

    assertThat(sources).hasSize(2);
    assertThat(sources.get(0).get("source").asString()).isEqualTo("fake");
    assertThat(sources.get(0).get("openConnections").asInt()).isEqualTo(1);
    assertThat(sources.get(1).get("state").asString()).isEqualTo("NOT_CONFIGURED");
  }

  @Test
  void cache_hasTheSizeOfTheLongName() throws Exception {
    JsonNode cache = hub.json("/api/v1/cache");

    assertThat(cache.get("maximumSize").asLong()).isEqualTo(50_000);
    assertThat(cache.has("evictions")).isTrue();
    assertThat(cache.has("hitRate")).isTrue();
  }

  @Test
  void cache_saysModeAndLifetimeByType() throws Exception {
    vendor.answering(_ -> new VendorReply.Data(List.of(quote("MODE", 150, NOON)), false));
    hub.get("/api/v1/quote/MODE");

    JsonNode quotes = hub.json("/api/v1/cache").get("types").get("quote");

    assertThat(quotes.get("mode").asString()).isEqualTo("MINIMAL");
    assertThat(quotes.get("lifetimeMillis").asLong()).isEqualTo(2000);
    assertThat(hub.json("/api/v1/cache").get("weight").asLong()).isPositive();
  }

  @Test
  void prefetch_showsWhatIsKnownOfEachEngine() throws Exception {
    hub.get("/api/v1/quote/PRE");

    await().until(() -> hub.json("/api/v1/prefetch").get("engines").has("anybody"));

    assertThat(hub.json("/api/v1/prefetch").get("enabled").asBoolean()).isTrue();
  }

  @Test
  void index_isHtmlForBrowsersAndJsonOtherwise() throws Exception {
    HttpResponse<String> page =
        hub.get("/", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

    assertThat(contentType(page)).startsWith("text/html");
    assertThat(page.body()).contains("<a href=\"/health\">");
    assertThat(hub.json("/").get("links")).isNotEmpty();
  }

  @Test
  void everyLinkOfTheIndex_leadsSomewhere() throws Exception {
    for (JsonNode link : hub.json("/").get("links")) {
      HttpResponse<String> response = hub.get(link.get("href").asString());
      assertThat(response.body()).as(link.toString()).doesNotContain("Unknown type");
      assertThat(contentType(response)).as(link.toString()).contains("json");
    }
  }

  @Test
  void openApi_describesThePaths() throws Exception {
    JsonNode paths = hub.json("/v3/api-docs").get("paths");

    assertThat(paths.propertyNames())
        .contains("/api/v1/{type}/{symbol}", "/data/request", "/health", "/metrics");
  }
}
