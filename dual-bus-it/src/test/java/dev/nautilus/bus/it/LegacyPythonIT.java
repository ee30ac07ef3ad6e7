package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine written with redis-py, as they run today, on the other side of main Redis.
@NautilusBusTest
class LegacyPythonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// The system's first: it is the one that has Debian's python3-redis.
  private static String python() throws IOException {
    for (String each : List.of("/usr/bin/python3", "python3")) {
      try {
        Process process =
            new ProcessBuilder(each, "-c", "import redis; redis.Redis")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        if (process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0) {
          return each;
        }
      } catch (IOException notThere) {
        // The next may be.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Assumptions.abort(
        "no python3 with redis-py: apt-get install python3-redis to run this test");
  }

  /// Runs the client and hands back what it printed, line by line.
  private static List<String> run(Path folder, BusServers servers, String... arguments)
      throws IOException, InterruptedException {
    Path script = folder.resolve("legacy_engine.py");
    try (@Nullable InputStream in = LegacyPythonIT.class.getResourceAsStream("legacy_engine.py")) {
      if (in == null) {
        throw new AssertionError("legacy_engine.py is missing");
      }
      Files.write(script, in.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(python(), script.toString()));
    command.add(servers.main().host());
    command.add(Integer.toString(servers.main().port()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  @Test
  void python_publishes_weConsume(BusServers servers, BusClients clients, @TempDir Path folder)
      throws Exception {
    DualBusClient risk = LegacyStage.client(servers, clients, EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder = Recorder.on(risk, LegacyStage.SIGNAL);

    run(folder, servers, "publish", "strategy", "20");

    List<Message<Numbered>> arrived = recorder.await(20, PATIENCE);
    assertThat(arrived)
        .extracting(each -> each.payload().number())
        .containsExactlyElementsOf(Stream.iterate(0, n -> n + 1).limit(20).toList());
    assertThat(arrived)
        .allSatisfy(
            each -> {
              assertThat(each.envelope().sender()).isEqualTo(EngineType.STRATEGY);
              assertThat(each.envelope().senderInstance()).isEqualTo("strategy-python-1");
              assertThat(each.payload().key()).isEqualTo("AAPL");
            });
  }

  @Test
  void wePublish_pythonConsumesAndAcknowledges(
      BusServers servers, BusClients clients, @TempDir Path folder) throws Exception {
    DualBusClient strategy =
        LegacyStage.client(servers, clients, EngineType.STRATEGY, "strategy-1");
    for (int i = 0; i < 20; i++) {
      LegacyStage.publish(strategy, "Zürich", i);
    }

    List<String> lines = run(folder, servers, "consume", "risk", "strategy", "20");

    assertThat(lines).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(lines.get(i)).isEqualTo("legacy.signal strategy strategy-1 NORMAL Zürich " + i);
    }
    assertThat(LegacyStage.pending(servers.main(), "nautilus-strategy-streams", "risk-group"))
        .isZero();
  }
}
