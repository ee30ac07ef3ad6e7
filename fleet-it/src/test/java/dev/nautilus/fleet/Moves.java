package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// `./nautilus migrate` on a fleet that runs.
///
/// @param plan of the fleet
record Moves(FleetPlan plan) {

  /// What the command prints; it must end well.
  String run(String command) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ExitCode exitCode =
        Migrate.of(plan.run(), new PrintStream(text, true, StandardCharsets.UTF_8))
            .run(MigrateRequestTest.parse(command));
    String printed = text.toString(StandardCharsets.UTF_8);
    assertThat(exitCode).as(printed).isEqualTo(ExitCode.OK);
    return printed;
  }

  /// Where an engine says that it is.
  String modeOf(EngineService engine) {
    try (Probe probe = new Probe()) {
      return probe.get(plan.httpUrl(engine.name()) + "/actuator/bus/mode").text("mode");
    }
  }

  /// The last part of a report.
  static String now(String report) {
    return report.substring(report.lastIndexOf("\nnow\n"));
  }
}
