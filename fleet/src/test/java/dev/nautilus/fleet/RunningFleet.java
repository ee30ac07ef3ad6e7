package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A fleet that a test has brought up, and the commands a person would give it.
final class RunningFleet implements AutoCloseable {
  private final Fleet fleet;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private RunningFleet(FleetPlan plan) {
    fleet = new Fleet(plan, new Progress(stream(shown), System::nanoTime));
  }

  /// Brings it up and waits until it is ready, with whatever other commands need to find it.
  static RunningFleet start(FleetPlan plan) {
    RunningFleet running = new RunningFleet(plan);
    running.fleet.start();
    FleetState state = new FleetState(plan);
    running.fleet.onChange(() -> state.write(FleetState.READY, running.fleet.processes()));
    state.write(FleetState.READY, running.fleet.processes());
    return running;
  }

  /// On simulated data, engines in this process.
  ///
  /// @param symbols what is watched; empty for the engines' own
  static FleetPlan plan(Path folder, FleetPorts ports, List<String> symbols) {
    return new FleetPlan(
        new RunFolder(folder),
        ports,
        VendorMode.SIMULATED,
        false,
        symbols,
        Duration.ofMinutes(3),
        false,
        Optional.empty());
  }

  FleetPlan plan() {
    return fleet.plan();
  }

  Fleet fleet() {
    return fleet;
  }

  /// What the person at the terminal has seen.
  String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  /// `./nautilus tail`, line by line.
  List<JsonNode> tail(TailRequest request) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    assertThat(new Tail(plan().run(), stream(text)).print(request)).isEqualTo(ExitCode.OK);
    return text.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  /// The payload of the first message that `tail` prints.
  JsonNode first(TailRequest request) {
    return tail(request).getFirst().path("payload");
  }

  /// `./nautilus status`: what it prints; all must be well.
  String status() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ExitCode exitCode = new StatusReport(plan().run(), stream(text)).print();
    String printed = text.toString(StandardCharsets.UTF_8);
    assertThat(exitCode).as(printed).isEqualTo(ExitCode.OK);
    return printed;
  }

  @Override
  public void close() {
    fleet.close();
  }

  static PrintStream stream(OutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
