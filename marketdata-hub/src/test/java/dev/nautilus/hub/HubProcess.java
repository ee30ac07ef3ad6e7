package dev.nautilus.hub;

import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.hub.web.HubHttp;
import dev.nautilus.simulator.VendorSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/// A hub with a standby, in a process of its own, with its own way to the vendor.
final class HubProcess implements AutoCloseable {
  final String name;
  final VendorRelay vendor;
  final HubHttp http;
  private final Process process;

  HubProcess(String name, BusServers redis, VendorSimulator simulator, Path folder)
      throws IOException {
    this.name = name;
    this.vendor = new VendorRelay(simulator.url("yahoo_finance"));
    int port = freePort();
    this.http = new HubHttp(port);
    this.process =
        ChildJvm.start(
            HubApplication.class,
            folder.resolve(name + ".log"),
            "--server.port=" + port,
            "--nautilus.hub.standby.enabled=true",
            "--nautilus.bus.instance=" + name,
            "--nautilus.bus.market-data-url=" + redis.marketData().url(),
            "--nautilus.bus.engine-logic-url=" + redis.engineLogic().url(),
            "--nautilus.vendors.yahoo-finance.base-urls.query=" + vendor.url(),
            "--nautilus.vendors.yahoo-finance.base-urls.cookie=" + vendor.url(),
            "--nautilus.vendors.yahoo-finance.base-urls.stream="
                + vendor.url().replace("http:", "ws:")
                + "/?version=2",
            "--nautilus.vendors.yahoo-finance.simulated=true",
            "--nautilus.hub.watch.enabled=false",
            "--nautilus.hub.bridge.enabled=false");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
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
  public void close() throws IOException {
    kill();
    vendor.close();
  }
}
