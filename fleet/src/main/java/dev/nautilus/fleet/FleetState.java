package dev.nautilus.fleet;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a fleet tells other commands and its person about itself.
///
/// @param plan what was brought up
record FleetState(FleetPlan plan) {
  static final String STARTING = "starting";
  static final String READY = "ready";
  private static final String MAIN = "main";
  private static final String UNUSED = "unused";

  /// Leaves word in the run folder.
  void write(String stage) {
    write(stage, Map.of());
  }

  /// Leaves word in the run folder, also of engines that are processes of their own.
  ///
  /// @param processes by engine
  void write(String stage, Map<String, EngineProcess> processes) {
    Map<String, String> state = new LinkedHashMap<>();
    state.put("pid", String.valueOf(ProcessHandle.current().pid()));
    state.put("stage", stage);
    state.put("mode", plan.mode().label());
    state.put("external-redis", String.valueOf(plan.externalRedis()));
    plan.ports().byName().forEach((name, port) -> state.put("port." + name, port.toString()));
    // Without secrets: who asks such buses has the environment that names them.
    plan.ports()
        .elsewhere()
        .ifPresent(
            buses ->
                buses
                    .byRole()
                    .keySet()
                    .forEach(role -> state.put(url(role), plan.busAddress(role).toString())));
    state.put(MAIN, plan.needsMain() ? "used" : UNUSED);
    processes.forEach(
        (engine, process) -> {
          state.put("pid." + engine, Long.toString(process.pid()));
          state.put("restarts." + engine, Integer.toString(process.restarts()));
        });
    plan.run().writeState(state);
  }

  /// Name of the word about a bus that is elsewhere.
  static String url(RedisRole role) {
    return "url." + role.label();
  }

  /// Whether a fleet that left this word has nobody on main Redis, and so none.
  static boolean isWithoutMain(Map<String, String> state) {
    return UNUSED.equals(state.get(MAIN));
  }

  /// What to try now.
  String summary(double seconds) {
    StringBuilder text = new StringBuilder();
    text.append("%nReady after %.1f s, on %s market data.%n%n".formatted(seconds, mode()));
    text.append(row("hub", plan.httpUrl(FleetPorts.HUB)));
    for (EngineService engine : EngineService.all()) {
      text.append(row(engine.name(), plan.httpUrl(engine.name())));
    }
    if (plan.isSimulated()) {
      text.append(row("simulator", plan.httpUrl(FleetPorts.CONTROL) + "/vendors"));
    }
    text.append(row("MarketData bus", plan.busAddress(RedisRole.MARKET_DATA).toString()));
    text.append(row("Engine Logic bus", plan.busAddress(RedisRole.ENGINE_LOGIC).toString()));
    text.append(
        row(
            "main Redis",
            plan.needsMain() ? plan.busUrl(RedisRole.MAIN) : "none: nobody is there"));
    text.append(row("logs", plan.run().logs().toString()));
    text.append(row("console", plan.httpUrl(EngineService.CONSOLE)));
    text.append(row("its token", plan.run().root().resolve("console.token").toString()));
    text.append("%n  curl %s/api/v1/quote/AAPL%n".formatted(plan.httpUrl(FleetPorts.HUB)));
    text.append("  ./nautilus tail QUOTE");
    return text.toString();
  }

  private String mode() {
    return plan.isSimulated() ? "SIMULATED" : "REAL";
  }

  private static String row(String name, String where) {
    return "  %-18s %s%n".formatted(name, where);
  }
}
