package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The methods' published parameters run wherever the fleet runs: nothing but an engine's own file,
/// which the engine's tests hold against them, says how long its windows are.
class PublishedWindowsTest {
  @TempDir private Path folder;

  @Test
  void arguments_ofEveryEngine_sayWhomToFollowAndNothingElse() {
    FleetPlan plan =
        new FleetPlan(
            new RunFolder(folder),
            FleetPorts.wellKnown(),
            VendorMode.SIMULATED,
            false,
            List.of("AAPL"),
            Duration.ofMinutes(1),
            false,
            Optional.empty());
    for (EngineService engine : EngineService.all()) {
      // Where the console finds the others, and who may use it, says nothing about methods.
      assertThat(plan.engineArguments(engine))
          .filteredOn(argument -> argument.startsWith("--" + engine.prefix() + "."))
          .filteredOn(argument -> !argument.contains(".console.engine-ports."))
          .filteredOn(argument -> !argument.contains(".access.tokens["))
          .allMatch(argument -> argument.startsWith("--" + engine.prefix() + ".symbols="));
    }
  }

  @Test
  void environment_inCompose_changesNoEngine() {
    JsonNode services = Project.yaml("docker-compose.yml").path("services");
    for (EngineService engine : EngineService.all()) {
      String own = engine.prefix().toUpperCase(Locale.ROOT).replaceAll("[.-]", "");
      services
          .path(engine.name() + "-engine")
          .path("environment")
          .forEachEntry(
              // Who may come in and where the others are says nothing about methods.
              (name, value) ->
                  assertThat(name.toUpperCase(Locale.ROOT).replaceAll("[._-]", ""))
                      .as("what compose tells " + engine.name())
                      .doesNotMatch(own + "(?!ACCESS|CONSOLEENGINEHOST).*"));
    }
  }

  @Test
  void resources_ofEveryEngine_haveOneFileOfSettings() throws IOException {
    for (String engine : Project.engines()) {
      Path resources = Project.root().resolve("engines/" + engine + "/src/main/resources");
      try (Stream<Path> files = Files.walk(resources)) {
        assertThat(files.map(Path::toString))
            .as("settings of " + engine)
            .filteredOn(file -> file.matches(".*\\.(ya?ml|properties)"))
            .containsExactly(resources.resolve(engine + "-engine.yml").toString());
      }
    }
  }
}
