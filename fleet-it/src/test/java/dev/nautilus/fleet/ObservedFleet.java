package dev.nautilus.fleet;

import dev.nautilus.simulator.alpha.AlphaVendor;
import dev.nautilus.simulator.datagov.DataGovVendor;
import dev.nautilus.simulator.fred.FredVendor;
import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fleet with keys and tokens set, its hub closed to whoever has none, and somebody who reads all
/// it says.
final class ObservedFleet implements AutoCloseable {
  static final String WRONG_TOKEN = "a-guess-that-is-wrong-and-secret-too-55";
  static final String HUB_TOKEN = "hub-token-that-nobody-may-read-7f3a";
  private static final String GATEWAY_TOKEN = "gateway-token-that-nobody-may-read-91c2";
  private static final List<String> SECRETS =
      List.of(
          HUB_TOKEN,
          GATEWAY_TOKEN,
          WRONG_TOKEN,
          FredVendor.DEFAULT_KEY,
          AlphaVendor.DEFAULT_KEY,
          DataGovVendor.DEFAULT_KEY,
          TradingEconomicsVendor.DEFAULT_KEY);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "nautilus.hub.access.mode",
          "closed",
          "nautilus.hub.access.tokens[0]",
          "operator admin " + HUB_TOKEN,
          "nautilus.bus.hub.token",
          HUB_TOKEN,
          "nautilus.websocket.access.tokens[0]",
          "desk * * " + GATEWAY_TOKEN);

  private static final Pattern SERIES = Pattern.compile("(?m)^([a-zA-Z_][a-zA-Z0-9_]*)(?:\\{| )");

  private final SecretWatch watch = new SecretWatch(SECRETS);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Fleet fleet;

  private ObservedFleet(Fleet fleet) {
    this.fleet = fleet;
  }

  /// Starts it and waits until it is ready.
  static ObservedFleet start(Path folder) {
    FleetPlan plan =
        new FleetPlan(
            new RunFolder(folder),
            FleetPorts.free(),
            VendorMode.SIMULATED,
            false,
            List.of("AAPL", "MSFT"),
            Duration.ofMinutes(3),
            false,
            Optional.empty());
    PrintStream nobody =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    SETTINGS.forEach(System::setProperty);
    ObservedFleet observed =
        new ObservedFleet(new Fleet(plan, new Progress(nobody, System::nanoTime)));
    try {
      observed.fleet.start();
      new FleetState(plan).write(FleetState.READY);
      return observed;
    } catch (RuntimeException e) {
      observed.close();
      throw e;
    }
  }

  FleetPlan plan() {
    return fleet.plan();
  }

  SecretWatch watch() {
    return watch;
  }

  /// The hub and the engines.
  static List<String> services() {
    List<String> names = new ArrayList<>(List.of(FleetPorts.HUB));
    EngineService.all().forEach(engine -> names.add(engine.name()));
    return names;
  }

  /// Asks a service for a page, with a token.
  HttpResponse<String> ask(String service, String path, String accept, String token) {
    return send(
        HttpRequest.newBuilder(URI.create(plan().httpUrl(service) + path))
            .header("Accept", accept)
            .header("Authorization", "Bearer " + token));
  }

  HttpResponse<String> ask(String service, String path) {
    return ask(service, path, "application/json", HUB_TOKEN);
  }

  /// Posts JSON to the simulator.
  HttpResponse<String> order(String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(plan().httpUrl(FleetPorts.CONTROL) + path))
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// A service's meters, as Prometheus gets them.
  String scrape(String service) {
    return ask(service, "/metrics", "text/plain", HUB_TOKEN).body();
  }

  /// Names of all series of all services.
  Set<String> series() {
    Set<String> names = new TreeSet<>();
    for (String service : services()) {
      Matcher name = SERIES.matcher(scrape(service));
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  @Override
  public void close() {
    fleet.close();
    http.close();
    watch.close();
    SETTINGS.keySet().forEach(System::clearProperty);
  }
}
