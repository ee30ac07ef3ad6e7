package dev.nautilus.hub;

import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.hub.web.HubHttp;
import dev.nautilus.simulator.VendorSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A hub with a standby, in a process of its own, with its own way to the vendor.
final class HubProcess implements AutoCloseable {
  final String name;
  final VendorRelay vendor;
  final HubHttp http;
  private final Process process;
  private final int port;

  /// @param more settings of its own
  HubProcess(
      String name, BusServers redis, VendorSimulator simulator, Path folder, List<String> more)
      throws IOException {
    this.name = name;
    this.vendor = new VendorRelay(simulator.url("yahoo_finance"));
    this.port = freePort();
    this.http = new HubHttp(port);
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(
        List.of(
            "--server.port=" + port,
            "--nautilus.hub.standby.enabled=true",
            "--nautilus.bus.instance=" + name,
            "--nautilus.bus.market-data-url=" + redis.marketData().url(),
            "--nautilus.bus.engine-logic-url=" + redis.engineLogic().url(),
            "--nautilus.hub.bridge.main-url=" + redis.main().url(),
            "--nautilus.vendors.yahoo-finance.base-urls.query=" + vendor.url(),
            "--nautilus.vendors.yahoo-finance.base-urls.cookie=" + vendor.url(),
            "--nautilus.vendors.yahoo-finance.base-urls.stream="
                + vendor.url().replace("http:", "ws:")
                + "/?version=2",
            "--nautilus.vendors.yahoo-finance.simulated=true",
            "--nautilus.vendors.yahoo-finance.limits.per-day=100000",
            "--nautilus.hub.watch.enabled=false"));
    this.process =
        ChildJvm.start(
            HubApplication.class, folder.resolve(name + ".log"), arguments.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String leaderPart() throws Exception {
    return http.json("/health").get("parts").get("leader").get("detail").asString();
  }

  boolean leads() throws Exception {
    return leaderPart().startsWith("This hub leads");
  }

  boolean standsBy() throws Exception {
    return leaderPart().contains("stands by");
  }

  /// What `/health` says of the bridge; empty while this hub does not lead.
  String bridgePart() throws Exception {
    JsonNode part = http.json("/health").get("parts").get("bridge");
    return part == null ? "" : part.get("detail").asString();
  }

  /// The quote's version as this hub serves it; 0 while it serves none.
  long version(String symbol) throws Exception {
    JsonNode quote = http.json("/api/v1/quote/" + symbol);
    return quote.has("version") ? quote.get("version").asLong() : 0;
  }

  /// Asks it to end in order.
  void terminate() {
    process.destroy();
    process.onExit().join();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void pause() throws Exception {
    signal("STOP");
  }

  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String which) throws Exception {
    int result =
        new ProcessBuilder("kill", "-" + which, String.valueOf(process.pid())).start().waitFor();
    if (result != 0) {
      throw new AssertionError("kill -" + which + " ended with " + result);
    }
  }

  @Override
  public void close() {
    kill();
    vendor.close();
  }
}
