package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void jvm_killedWithoutClosing_itsServersEndToo(@TempDir Path folder) throws IOException {
    Path ports = folder.resolve("ports");
    try (ChildJvm child = ChildJvm.start(Starter.class, folder.resolve("log"), ports.toString())) {
      await().atMost(PATIENCE).until(() -> Files.exists(ports));
      List<Integer> listening = Files.readAllLines(ports).stream().map(Integer::valueOf).toList();
      assertThat(listening)
          .hasSize(3)
          .allMatch(port -> RespCall.answersPing("127.0.0.1", port), "answers");

      child.kill();

      await()
          .atMost(PATIENCE)
          .until(() -> listening.stream().noneMatch(p -> RespCall.answersPing("127.0.0.1", p)));
    }
  }

  /// Starts servers, tells their ports, and waits to be killed.
  static final class Starter {
    private Starter() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      System.setProperty(RedisSupply.KIND_PROPERTY, "path");
      BusServers servers = BusServers.start();
      Path ports = Path.of(arguments[0]);
      Path draft = ports.resolveSibling("draft");
      Files.write(
          draft,
          List.of(
              Integer.toString(servers.main().port()),
              Integer.toString(servers.marketData().port()),
              Integer.toString(servers.engineLogic().port())));
      // Whole or not at all: the reader waits for the file to exist.
      Files.move(draft, ports);
      Thread.currentThread().join();
    }
  }
}
