package dev.nautilus.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.HubApplication;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Instrument.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;

/// More instruments are followed than Interactive Brokers has market data lines for. All are
/// answered out of what the published limits allow: what has a line is streamed and not polled as
/// well, and the rest does not queue for lines that are taken.
@TestInstance(Lifecycle.PER_CLASS)
class FollowedQuotesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SYMBOLS = 250;
  private static final List<String> NAMES =
      IntStream.range(0, SYMBOLS).mapToObj("Z%03d"::formatted).toList();
  private static final String IBKR = "ibkr";
  private static final String YAHOO = "yahoo_finance";

  private VendorSimulator simulator;
  private ConfigurableApplicationContext hub;
  private HubHttp http;

  @BeforeAll
  void start() {
    simulator =
        VendorSimulator.builder()
            .ephemeralPorts()
            .instruments(NAMES.stream().map(FollowedQuotesIT::share).toList())
            .start();
    String ibkr = simulator.url(IBKR) + "/v1/api";
    String yahoo = simulator.url(YAHOO).toString();
    hub =
        HubApplication.run(
            "--server.port=0",
            "--MESSAGEBUS_ENABLED=false",
            "--nautilus.hub.bridge.enabled=false",
            "--nautilus.hub.watch.symbols=",
            "--nautilus.hub.watch.economic=",
            "--nautilus.vendors.dbnomics.enabled=false",
            "--nautilus.vendors.ibkr.base-urls.api=" + ibkr,
            "--nautilus.vendors.ibkr.base-urls.stream=" + ibkr.replace("http:", "ws:") + "/ws",
            "--nautilus.vendors.yahoo-finance.base-urls.query=" + yahoo,
            "--nautilus.vendors.yahoo-finance.base-urls.cookie=" + yahoo,
            "--nautilus.vendors.yahoo-finance.base-urls.stream="
                + yahoo.replace("http:", "ws:")
                + "/?version=2");
    http =
        new HubHttp(hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  private static Instrument share(String symbol) {
    return new Instrument(
        symbol, Kind.SHARE, "USD", "Share " + symbol, 100, 50, 0.3, 1, 0, 0, 1_000_000, 10, 2);
  }

  @AfterAll
  void stop() {
    hub.close();
    simulator.close();
  }

  @Test
  void followedQuotes_moreThanThereAreLines_areAnsweredWithoutWaitingForALine() throws Exception {
    follow(NAMES);
    await()
        .atMost(SOON)
        .until(
            () ->
                http.json("/api/v1/sources").toString().contains("found no market data line")
                    && simulator.traffic(IBKR).openStreams() == 1);
    simulator.resetCounters(IBKR);
    simulator.resetCounters(YAHOO);

    for (String name : NAMES) {
      assertThat(http.get("/api/v1/quote/" + name).statusCode()).as(name).isEqualTo(200);
    }
    long polled = polls();
    await().atMost(SOON).until(() -> polls() >= polled + 3);

    assertThat(simulator.traffic(IBKR).byPath().getOrDefault(lineEnds(), 0L))
        .as("no line is taken from one for another")
        .isLessThan(SYMBOLS / 10);
  }

  private static String lineEnds() {
    return "/v1/api/iserver/marketdata/unsubscribe";
  }

  /// Calls for quotes of many.
  private long polls() {
    return simulator.traffic(YAHOO).byPath().getOrDefault("/v7/finance/quote", 0L);
  }

  /// As many at a time as one request takes.
  private void follow(List<String> names) throws Exception {
    for (List<String> some : List.of(names.subList(0, 200), names.subList(200, names.size()))) {
      String symbols = some.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
      String body =
          "{\"engine\":\"RISK\",\"symbols\":%s,\"data_types\":[\"quote\"]}".formatted(symbols);
      assertThat(http.post("/subscription/create", body).statusCode()).isEqualTo(201);
    }
  }
}
