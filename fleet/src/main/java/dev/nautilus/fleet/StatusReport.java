package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusServer;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `./nautilus status`: one line per part of the fleet, asked just now.
final class StatusReport {
  private final RunFolder run;
  private final PrintStream out;

  StatusReport(RunFolder run, PrintStream out) {
    this.run = run;
    this.out = out;
  }

  /// Prints it and says by the exit code whether all is well.
  ExitCode print() {
    Map<String, String> state = running(run);
    out.printf(
        "Fleet %s, %s market data, process %s, logs in %s%n",
        state.getOrDefault("stage", "?"),
        state.getOrDefault("mode", "?"),
        state.getOrDefault("pid", "?"),
        run.logs());
    boolean well = true;
    for (RedisRole role : RedisRole.values()) {
      well &= redis(state, role);
    }
    try (Probe probe = new Probe()) {
      well &= http(probe, FleetPorts.HUB, port(state, FleetPorts.HUB));
      for (EngineService engine : EngineService.all()) {
        well &= http(probe, engine.name(), port(state, engine.name()));
        process(state, engine.name());
      }
    }
    return well ? ExitCode.OK : ExitCode.FAILED;
  }

  private boolean redis(Map<String, String> state, RedisRole role) {
    if (role == RedisRole.MAIN && FleetState.isWithoutMain(state)) {
      row(role.label(), "NONE", "nobody is there");
      return true;
    }
    int port = port(state, role.label());
    Optional<BusAddress> elsewhere = Servers.elsewhere(state, role, System::getenv);
    boolean up = elsewhere.map(StatusReport::answers).orElseGet(() -> RedisServer.answers(port));
    row(
        role.label(),
        up ? "UP" : "DOWN",
        elsewhere.map(BusAddress::toString).orElse("redis://localhost:" + port));
    return up;
  }

  private static boolean answers(BusAddress address) {
    try (BusServer server = BusServer.at(address)) {
      var _ = server.look();
      return true;
    } catch (BusException e) {
      return false;
    }
  }

  private boolean http(Probe probe, String name, int port) {
    String url = "http://localhost:" + port;
    Probe.Answer answer = probe.get(url + "/health");
    String status = answer.text("status");
    row(name, status.isEmpty() ? "DOWN" : status, url);
    leader(answer);
    return answer.isOk();
  }

  /// Of a hub that may have another beside it.
  private void leader(Probe.Answer answer) {
    String detail = answer.body().path("parts").path("leader").path("detail").asString("");
    if (!detail.isEmpty()) {
      out.printf("  %-20s %s%n", "", detail);
    }
  }

  /// Of an engine that is a process of its own.
  private void process(Map<String, String> state, String engine) {
    String pid = state.get("pid." + engine);
    if (pid != null) {
      String again = state.getOrDefault("restarts." + engine, "0");
      out.printf("  %-20s process %s, started again %s times%n", "", pid, again);
    }
  }

  private void row(String name, String status, String where) {
    out.printf("  %-20s %-16s %s%n", name, status, where);
  }

  /// @throws FleetException when no fleet runs in the folder
  static Map<String, String> running(RunFolder run) {
    return run.readState()
        .filter(state -> isAlive(state.get("pid")))
        .orElseThrow(
            () ->
                new FleetException(
                    ExitCode.WRONG_STATE, "No fleet is running. `./nautilus up` starts one."));
  }

  static int port(Map<String, String> state, String name) {
    return Integer.parseInt(state.getOrDefault("port." + name, "0"));
  }

  private static boolean isAlive(@Nullable String pid) {
    return Optional.ofNullable(pid)
        .filter(text -> text.matches("\\d{1,10}"))
        .flatMap(text -> ProcessHandle.of(Long.parseLong(text)))
        .map(ProcessHandle::isAlive)
        .orElse(false);
  }
}
