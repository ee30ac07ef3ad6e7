package dev.nautilus.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.blocker.DirectCallException;
import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What does not come by itself in a few quiet minutes, brought about by what a person can do to a
/// running fleet: by REST, by a program beside it, by `redis-cli` and `kill`.
final class Occasions implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DRILL = "drill";

  private final FleetPlan plan;
  private final Operator operator;
  private final Witness witness;

  Occasions(FleetPlan plan, Operator operator, Witness witness) {
    this.plan = plan;
    this.operator = operator;
    this.witness = witness;
  }

  /// Questions about what nobody else asks for, so that the answers are news on the bus.
  void askTheHub() {
    for (String path :
        new String[] {
          "sentiment/AAPL",
          "level2/AAPL",
          "news/AAPL",
          "corporate_action/VOD.L",
          "fundamental/AAPL",
          "economic/FRED:GDP"
        }) {
      // A source that is asked for much at the start may say that it is limited, for a while.
      String url = plan.httpUrl(FleetPorts.HUB) + "/api/v1/" + path;
      try (Probe probe = new Probe()) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(() -> assertThat(probe.get(url).status()).as(path).isEqualTo(200));
      }
    }
    witness.followAnotherSymbol();
  }

  /// A run that ends well, and one that cannot.
  void backtest() {
    String good =
        operator.post("backtesting", "/api/v1/runs", "{\"symbol\":\"AAPL\"}").path("id").asString();
    operator.post("backtesting", "/api/v1/runs", "{\"symbol\":\"VOD.L\",\"source\":\"bus\"}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        operator
                            .get("backtesting", "/api/v1/runs/" + good)
                            .path("status")
                            .asString())
                    .isEqualTo("COMPLETE"));
  }

  /// An account buys far beyond its money: it is stopped, called for margin, and sold out of as
  /// much as its margin asks for; a person sells the rest.
  void callForMargin() {
    double price = operator.get("hub", "/api/v1/quote/AAPL").path("bid").asDouble();
    fill("BUY", "drill-in", "100", price);
    operator.post(
        "portfolio",
        "/api/v1/cash",
        "{\"account\":\"%s\",\"amount\":5000,\"at\":\"%s\"}".formatted(DRILL, Instant.now()));
    awaitHeard(MessageType.RISK_LIMIT_BREACH);
    awaitHeard(MessageType.MARGIN_CALL);
    awaitHeard(MessageType.LIQUIDATION_REQUEST);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(witness.fills())
                    .anyMatch(fill -> isOfLiquidation(fill.payload().clientOrderId())));
    await().atMost(PATIENCE).until(() -> sellTheRest(price));
  }

  private boolean isOfLiquidation(String order) {
    return witness.requests().stream()
        .map(each -> each.payload())
        .anyMatch(
            each ->
                each.clientOrderId().equals(order)
                    && each.account().equals(DRILL)
                    && each.reduceOnly());
  }

  private boolean sellTheRest(double price) {
    JsonNode positions =
        operator.get("portfolio", "/api/v1/positions?account=" + DRILL).path(DRILL);
    for (JsonNode position : positions) {
      String left = position.path("quantity").asString();
      if (Double.parseDouble(left) > 0) {
        fill("SELL", "drill-out-" + left, left, price);
        return false;
      }
    }
    return true;
  }

  private void fill(String side, String id, String quantity, double price) {
    operator.post(
        "portfolio",
        "/api/v1/fills",
        """
        {"fillId":"%s","account":"%s","instrument":"AAPL","side":"%s","quantity":%s,"price":%s,
         "executedAt":"%s","simulated":true}"""
            .formatted(id, DRILL, side, quantity, price, Instant.now()));
  }

  /// Code of ours in an engine's process that would call a vendor.
  void reachForAVendor() {
    InetSocketAddress vendor = InetSocketAddress.createUnresolved("api.stlouisfed.org", 443);
    assertThatExceptionOfType(DirectCallException.class)
        .isThrownBy(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(vendor);
              }
            });
  }

  /// A team's program that tells prices hangs for a while, and goes on.
  void watchPrices() {
    Process feed = feed();
    try {
      awaitHeard(MessageType.PRICE_UPDATE);
      signal("-STOP", feed);
      awaitHeard(MessageType.SOURCE_SILENT);
      signal("-CONT", feed);
      awaitHeard(MessageType.SOURCE_RESUMED);
    } finally {
      feed.destroyForcibly();
    }
  }

  private Process feed() {
    try {
      return new ProcessBuilder(
              ProcessHandle.current().info().command().orElse("java"),
              "-XX:TieredStopAtLevel=1",
              "-Xmx64m",
              "-cp",
              requireNonNull(System.getProperty("java.class.path")),
              PriceFeed.class.getName(),
              plan.busUrl(RedisRole.MARKET_DATA),
              plan.busUrl(RedisRole.ENGINE_LOGIC))
          .redirectErrorStream(true)
          .redirectOutput(plan.run().logs().resolve("feed.out").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String signal, Process process) {
    try {
      Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Somebody gives the MarketData bus too little memory for a moment.
  void crampTheBus() {
    long used = Long.parseLong(info("used_memory"));
    String before = redis("CONFIG GET maxmemory");
    redis("CONFIG SET maxmemory " + used * 4 / 3);
    try {
      awaitHeard(MessageType.SYSTEM_ALERT);
    } finally {
      redis("CONFIG SET maxmemory " + before.lines().reduce((_, last) -> last).orElseThrow());
    }
  }

  private String info(String field) {
    return redis("INFO memory")
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /// As `redis-cli` asks; the answer's lines, without those that only say how long a text is.
  private String redis(String command) {
    int port = plan.ports().of(RedisRole.MARKET_DATA);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      StringBuilder text = new StringBuilder();
      in.lines()
          .filter(line -> !line.startsWith("$") && !line.startsWith("*") && !line.equals("+OK"))
          .forEach(line -> text.append(line).append('\n'));
      return text.toString().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitHeard(MessageType<?> type) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(heard()).as("heard so far").contains(type.name()));
  }

  /// Names of the types that nobody has heard.
  Set<String> unheard() {
    Set<String> unheard = new TreeSet<>(Catalogue.names());
    unheard.removeAll(heard());
    return unheard;
  }

  /// What the engines say they have heard, what the hub has answered and followed, and what each
  /// client tells itself alone, told to the one that had reason to hear it.
  private Set<String> heard() {
    Set<String> heard = new TreeSet<>(witness.toldItself());
    for (EngineService engine : EngineService.all()) {
      operator
          .get(engine.name(), "/api/v1/status")
          .path("heard")
          .forEachEntry(
              (type, count) -> {
                if (count.asLong() > 0) {
                  heard.add(type);
                }
              });
    }
    try (Probe probe = new Probe()) {
      if (!Audit.requests(probe.text(plan.httpUrl(FleetPorts.HUB) + "/metrics")).isEmpty()) {
        heard.add(MessageType.DATA_REQUEST.name());
        heard.add(MessageType.DATA_RESPONSE.name());
      }
    }
    if (witness.hasWhatItFollows()) {
      heard.add(MessageType.SUBSCRIPTION_REQUEST.name());
    }
    return heard;
  }

  @Override
  public void close() {
    witness.forgetWhatItFollows();
  }
}
