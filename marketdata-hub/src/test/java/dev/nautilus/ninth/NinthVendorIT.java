package dev.nautilus.ninth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nautilus.hub.HubApplication;
import dev.nautilus.hub.web.HubHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// One package and one block make a ninth vendor. The eight others are switched off.
@TestInstance(Lifecycle.PER_CLASS)
class NinthVendorIT {
  private static final String KEY = "acme0key0acme0key0acme0key0";
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer acme;
  private ConfigurableApplicationContext hub;
  private HubHttp http;

  @BeforeAll
  void start() throws IOException {
    acme = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    acme.createContext(
        "/v1/quote",
        exchange -> {
          String query = exchange.getRequestURI().getRawQuery();
          asked.add(query);
          boolean known = query.contains("symbol=ACME");
          byte[] body =
              (known ? "{\"bid\":10.5,\"ask\":10.6}" : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    acme.start();
    hub =
        new SpringApplicationBuilder(HubApplication.class, AcmeConfiguration.class)
            .properties("spring.config.name=marketdata-hub")
            .run(arguments());
    http =
        new HubHttp(hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  /// The block of the guide, as properties: what `vendors.yml` would say.
  private String[] arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=0");
    arguments.add("--nautilus.bus.enabled=false");
    arguments.add("--nautilus.hub.watch.enabled=false");
    Stream.of(
            "ibkr",
            "alpha-vantage",
            "fred",
            "sec-edgar",
            "data-gov",
            "trading-economics",
            "dbnomics",
            "yahoo-finance")
        .forEach(name -> arguments.add("--nautilus.vendors." + name + ".enabled=false"));
    String block = "--nautilus.vendors.acme-data.";
    arguments.add(block + "title=Acme Data");
    arguments.add(block + "base-urls.api=http://localhost:" + acme.getAddress().getPort() + "/v1");
    arguments.add(block + "block-domains=acme.example");
    arguments.add(block + "limits.requests=50");
    arguments.add(block + "limits.per=1s");
    arguments.add(block + "terms.disk-cache=false");
    arguments.add(block + "terms.redistribute=false");
    arguments.add(block + "terms.train=false");
    arguments.add(block + "terms.note=as far as they could be read");
    arguments.add(block + "key=" + KEY);
    arguments.add(block + "key-name=ACME_API_KEY");
    arguments.add(block + "simulated=true");
    return arguments.toArray(String[]::new);
  }

  @AfterAll
  void stop() {
    if (hub != null) {
      hub.close();
    }
    acme.stop(0);
  }

  @Test
  void quote_isAnsweredByTheNinth_cachedAndMarkedWithItsSource() throws Exception {
    JsonNode quote = http.json("/api/v1/quote/ACME");

    assertThat(quote.path("source").asString()).as(quote.toString()).isEqualTo("acme_data");
    assertThat(quote.get("bid").asDouble()).isEqualTo(10.5);
    assertThat(quote.get("bidSize").isNull()).as("missing is not 0").isTrue();
    assertThat(quote.get("simulated").asBoolean()).isTrue();
    assertThat(quote.get("version").asLong()).isPositive();
    assertThat(asked).anyMatch(query -> query.contains("symbol=ACME") && query.contains(KEY));
  }

  @Test
  void unknownSymbol_isTheNinthsRefusal() throws Exception {
    assertThat(http.get("/api/v1/quote/NOSUCH").statusCode()).isEqualTo(404);
  }

  @Test
  void sources_showTheNinthWithBudgetAndTerms_butNotItsKey() throws Exception {
    String sources = http.get("/api/v1/sources").body();
    JsonNode ninth = null;
    for (JsonNode each : http.json("/api/v1/sources").get("sources")) {
      if (each.get("source").asString().equals("acme_data")) {
        ninth = each;
      }
    }

    assertThat(ninth).as(sources).isNotNull();
    assertThat(ninth.get("configured").asBoolean()).isTrue();
    assertThat(ninth.get("budget").isNull()).isFalse();
    assertThat(ninth.get("terms").get("note").asString()).isEqualTo("as far as they could be read");
    assertThat(sources).doesNotContain(KEY);
  }

  @Test
  void chosenByName_answersABatchRequest() throws Exception {
    JsonNode answer =
        http.postJson(
                "/data/request",
                "{\"symbols\":[\"ACME\"],\"data_types\":[\"quote\"],\"sources\":[\"acme_data\"]}")
            .get("answers")
            .get(0);

    assertThat(answer.get("freshness").asString()).isEqualTo("FRESH");
    assertThat(answer.get("data").get(0).get("source").asString()).isEqualTo("acme_data");
  }
}
