package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `java -jar` and nothing else: an engine for machines without containers, the blocker inside.
@NautilusBusTest
class ExecutableJarIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void everyEngine_hasAJarThatStartsTheBlockerFirst() throws IOException {
    for (EngineService engine : EngineService.all()) {
      try (JarFile jar = new JarFile(jarOf(engine).toFile())) {
        Attributes manifest = jar.getManifest().getMainAttributes();
        assertThat(manifest.getValue("Start-Class")).isEqualTo(engine.application().getName());
        String agent = manifest.getValue("Launcher-Agent-Class");
        assertThat(agent).isEqualTo("dev.nautilus.blocker.agent.BlockerAgent");
        assertThat(jar.getEntry(agent.replace('.', '/') + ".class")).isNotNull();
        assertThat(jar.getEntry("dev/nautilus/blocker/vendors.yml")).isNotNull();
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      }
    }
  }

  @Test
  void jar_startedWithNothingElse_refusesVendorsAndSaysSo(BusServers servers, @TempDir Path folder)
      throws IOException {
    EngineService engine =
        EngineService.all().stream()
            .filter(each -> each.name().equals("features"))
            .findFirst()
            .orElseThrow();
    int port = FleetPorts.free().of(engine.name());
    Path log = folder.resolve("engine.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jarOf(engine).toString(),
                "--server.port=" + port,
                "--nautilus.bus.market-data-url=" + servers.marketData().url(),
                "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try (Probe probe = new Probe()) {
      String url = "http://localhost:" + port + "/actuator/apiblocker";
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(250))
          .untilAsserted(
              () -> {
                assertThat(process.isAlive()).as(() -> text(log)).isTrue();
                assertThat(probe.get(url).status()).isEqualTo(200);
              });
      JsonNode page = probe.get(url).body();
      assertThat(page.path("mode").asString()).isEqualTo("ENFORCE");
      assertThat(page.path("missing").isEmpty()).isTrue();
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }

  private static Path jarOf(EngineService engine) {
    Path target = Project.root().resolve("engines/" + engine.name() + "/target");
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith("-exec.jar")).toList();
      assertThat(jars).as("executable jars in %s", target).hasSize(1);
      return jars.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
