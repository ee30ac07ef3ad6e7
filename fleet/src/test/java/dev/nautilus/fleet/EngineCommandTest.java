package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCommandTest {
  private static final String LIB =
      String.join(
          File.pathSeparator,
          "/lib/lettuce-core-7.7.0.jar",
          "/lib/api-blocker-1.0-SNAPSHOT-guard.jar",
          "/lib/api-blocker-1.0-SNAPSHOT.jar");

  @TempDir private Path folder;

  private FleetPlan plan() {
    return new FleetPlan(
        new RunFolder(folder),
        FleetPorts.wellKnown(),
        VendorMode.SIMULATED,
        false,
        List.of(),
        Duration.ofMinutes(1),
        false,
        Optional.of("200m"));
  }

  @Test
  void of_everyEngine_hasItsHeapItsBlockerAndItsProperties() {
    FleetPlan plan = plan();
    for (EngineService engine : EngineService.all()) {
      assertThat(EngineCommand.of(engine, plan, LIB))
          .contains("-Xmx200m", LIB, EngineMain.class.getName(), engine.name())
          .contains("-javaagent:/lib/api-blocker-1.0-SNAPSHOT.jar=engine=" + engine.name())
          .containsAll(List.of(plan.engineArguments(engine)))
          // A signal is how such a process is asked to stop: Spring's own hook must be there.
          .doesNotContain("--spring.main.register-shutdown-hook=false");
    }
  }

  @Test
  void of_aClassPathWithoutTheBlocker_isRefused() {
    EngineService engine = EngineService.named("vpin");
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> EngineCommand.of(engine, plan(), "/lib/lettuce-core-7.7.0.jar"))
        .withMessageContaining("build anew");
  }

  @Test
  void engine_ofNoSuchName_isRefusedWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineService.named("nobody"))
        .withMessageContaining("enhanced-vpin")
        .withMessageContaining("was 'nobody'");
  }
}
