package dev.nautilus.blocker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingSourcesTest {
  @TempDir private Path folder;

  @Test
  void read_allFourSources_theNearerWins() throws IOException {
    Path file = Files.writeString(folder.resolve("b.properties"), "mode=off\nports=1\nallow=f\n");
    Properties system = new Properties();
    system.setProperty("nautilus.blocker.mode", "strict");
    system.setProperty("nautilus.blocker.engine", "from-property");
    Map<String, String> environment =
        Map.of(
            "NAUTILUS_BLOCKER_ENGINE", "from-environment",
            "NAUTILUS_BLOCKER_CONFIG", file.toString(),
            "NAUTILUS_BLOCKER_ALLOW", "e",
            "BLOCK_DIRECT_API_CALLS", "false");
    assertThat(read("mode=audit; vendors=a.example,b.example", system, environment))
        .containsEntry("mode", "audit")
        .containsEntry("vendors", "a.example,b.example")
        .containsEntry("engine", "from-property")
        .containsEntry("allow", "e")
        .containsEntry("ports", "1");
  }

  @Test
  void read_theOneVariable_setsTheMode() throws IOException {
    assertThat(read(null, new Properties(), Map.of("BLOCK_DIRECT_API_CALLS", "true")))
        .containsEntry("mode", "true");
  }

  @Test
  void read_misspeltNameInTheFile_isKeptToBeRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("b.properties"), "alow=x");
    assertThat(read("config=" + file, new Properties(), Map.of())).containsKey("alow");
  }

  @Test
  void read_hostsThatAreConfiguredAnyway_areTrusted() throws IOException {
    Map<String, String> environment =
        Map.of(
            "REDIS_HOST_MARKETDATA", "redis.example.com",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel.example.com:4317/v1",
            "MARKETDATA_HUB_HOST", "hub.example.com");
    assertThat(read(null, new Properties(), environment))
        .containsEntry("trust", "redis.example.com,hub.example.com,otel.example.com")
        .containsEntry("hub", "http://hub.example.com:8800");
  }

  @Test
  void read_engineNotNamed_isTheProgramsMainClass() throws IOException {
    Properties system = new Properties();
    system.setProperty("sun.java.command", "dev.nautilus.engines.risk.RiskApplication --x=1");
    assertThat(read(null, system, Map.of())).containsEntry("engine", "RiskApplication");
    system.setProperty("sun.java.command", "/app/lib/risk.jar");
    assertThat(read(null, system, Map.of())).containsEntry("engine", "risk.jar");
  }

  @Test
  void read_argumentWithoutAValue_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("enforce", new Properties(), Map.of()))
        .withMessageContaining("name=value");
  }

  private static Map<String, String> read(
      @Nullable String arguments, Properties system, Map<String, String> environment)
      throws IOException {
    return new SettingSources(arguments, system, environment).read();
  }
}
