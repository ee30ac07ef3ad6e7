package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.ibkr.IbkrVendor;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// A client of the simulated gateway whose time passes with every request, so that no limit is met
/// by accident.
final class GatewayClient implements AutoCloseable {
  static final String ROOT = "/v1/api/";

  volatile Instant now = Instant.parse("2026-11-18T14:30:20Z");
  final IbkrVendor vendor = new IbkrVendor();
  final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(() -> now).vendor(vendor).start();
  private final Browser gateway = new Browser(simulator.url("ibkr"));

  /// Far enough apart for every limit but the one for validation.
  HttpResponse<String> get(String path) {
    now = now.plusSeconds(1);
    return gateway.get(ROOT + path);
  }

  HttpResponse<String> post(String path, String body) {
    now = now.plusSeconds(1);
    return gateway.post(ROOT + path, body);
  }

  void logIn() {
    post("iserver/auth/ssodh/init", "{\"publish\":true,\"compete\":true}");
    get("iserver/accounts");
  }

  long conid(String symbol) {
    JsonNode contracts =
        Browser.json(get("trsrv/stocks?symbols=" + symbol)).path(symbol).path(0).path("contracts");
    for (JsonNode contract : contracts) {
      if (contract.path("isUS").booleanValue()) {
        return contract.path("conid").longValue();
      }
    }
    throw new AssertionError("no US listing of " + symbol);
  }

  /// Asks without letting time pass.
  HttpResponse<String> getAtOnce(String path) {
    return gateway.get(ROOT + path);
  }

  static void assertShape(String name, List<JsonNode> answers) throws IOException {
    String resource = "/shapes/ibkr." + name + ".txt";
    try (InputStream list = GatewayClient.class.getResourceAsStream(resource)) {
      Shape wanted =
          Shape.parse(
              new String(
                  Objects.requireNonNull(list, resource).readAllBytes(), StandardCharsets.UTF_8));
      List<String> missing = new ArrayList<>(wanted.paths().keySet());
      assertThat(missing).isNotEmpty();
      answers.forEach(answer -> missing.retainAll(paths(Shape.of(answer).missing(wanted))));
      assertThat(missing).isEmpty();
    }
  }

  private static List<String> paths(Iterable<String> missing) {
    List<String> paths = new ArrayList<>();
    missing.forEach(line -> paths.add(line.substring(0, line.indexOf(' '))));
    return paths;
  }

  @Override
  public void close() {
    gateway.close();
    simulator.close();
  }
}
