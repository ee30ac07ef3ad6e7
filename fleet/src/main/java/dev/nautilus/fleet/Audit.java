package dev.nautilus.fleet;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// `./nautilus audit`: which share of each engine's questions went through the hub, since start.
final class Audit {
  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^nautilus_hub_bus_requests_total\\{([^}]*)}\\s+([0-9.eE+]+)$");
  private static final Pattern ENGINE = Pattern.compile("engine=\"([^\"]*)\"");

  private final RunFolder run;
  private final PrintStream out;

  Audit(RunFolder run, PrintStream out) {
    this.run = run;
    this.out = out;
  }

  /// Fails when an engine called a vendor by itself or nothing would have kept it from that.
  ExitCode print() {
    Map<String, String> state = StatusReport.running(run);
    boolean clean = true;
    try (Probe probe = new Probe()) {
      String url = "http://localhost:" + StatusReport.port(state, FleetPorts.HUB) + "/metrics";
      Map<String, Long> throughHub = requests(probe.text(url));
      row("engine", "through hub", "direct", "share", "blocker");
      for (EngineService engine : EngineService.all()) {
        int port = StatusReport.port(state, engine.name());
        Probe.Answer page = probe.get("http://localhost:" + port + "/actuator/apiblocker");
        clean &= print(engine.name(), throughHub.getOrDefault(engine.name(), 0L), page.body());
      }
    }
    out.println("Engines that share a process share its count of direct calls.");
    return clean ? ExitCode.OK : ExitCode.FAILED;
  }

  /// Requests over the bus by engine, out of the hub's page of meters.
  static Map<String, Long> requests(String meters) {
    Map<String, Long> byEngine = new HashMap<>();
    Matcher line = REQUESTS.matcher(meters);
    while (line.find()) {
      Matcher engine = ENGINE.matcher(line.group(1));
      if (engine.find()) {
        byEngine.merge(engine.group(1), (long) Double.parseDouble(line.group(2)), Long::sum);
      }
    }
    return byEngine;
  }

  private boolean print(String engine, long throughHub, JsonNode page) {
    boolean refuses =
        page.path("agent").asBoolean(false)
            && !page.path("mode").asString("").equals("AUDIT")
            && page.path("missing").isEmpty();
    long direct = page.path("total").asLong(0);
    row(
        engine,
        String.valueOf(throughHub),
        String.valueOf(direct),
        share(throughHub, direct),
        page.path("agent").asBoolean(false) ? page.path("mode").asString("?") : "absent");
    return refuses && direct == 0;
  }

  /// A refused attempt counts against the share too: the figure is about what engines do.
  static String share(long throughHub, long direct) {
    long all = throughHub + direct;
    return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * throughHub / all);
  }

  private void row(String engine, String hub, String direct, String share, String blocker) {
    out.printf("  %-16s %12s %8s %9s  %s%n", engine, hub, direct, share, blocker);
  }
}
