package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.TestAuthority;
import dev.nautilus.bus.testkit.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The files in `redis/` with `redis/tls.conf` on top, as `docs/operations.md` says it.
@EnabledIf("dev.nautilus.bus.testkit.BusServers#canStartTls")
class ShippedTlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path SHIPPED =
      Path.of(System.getProperty("basedir", "."), "..", "redis").normalize();
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "shipped.pushed", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "shipped.pulled", Numbered.class).keyedBy(Numbered::key);

  private final TestAuthority authority = TestAuthority.create();
  private final List<Process> running = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void stop() throws IOException {
    for (Process each : running) {
      each.getOutputStream().close();
      each.onExit().join();
    }
    authority.close();
  }

  @Test
  void buses_ofTheShippedFiles_carryMessagesOverTls() throws IOException {
    BusAddress marketData = start("marketdata-bus.conf");
    BusAddress engineLogic = start("engine-logic-bus.conf");
    BusAddress main = start("main.conf");
    try (BusServer server = BusServer.at(main)) {
      assertThat(server.look().connections()).isPositive();
    }
    try (DualBusClient bus =
        DualBusClient.builder(EngineType.RISK, "risk-1")
            .marketData(marketData)
            .engineLogic(engineLogic)
            .main(main)
            .options(BusClients.OPTIONS)
            .build()) {
      Recorder<Numbered> pushed = Recorder.on(bus, PUSHED);
      Recorder<Numbered> pulled = Recorder.on(bus, PULLED);
      assertThat(bus.publish(PUSHED, new Numbered("a", 1))).succeedsWithin(PATIENCE);
      assertThat(bus.publish(PULLED, new Numbered("a", 2))).succeedsWithin(PATIENCE);
      pushed.await(1, PATIENCE);
      pulled.await(1, PATIENCE);
    }
  }

  private BusAddress start(String file) throws IOException {
    int port = freePort();
    TlsFiles shown = authority.issue("dns:localhost,ip:127.0.0.1");
    Path data = Files.createDirectory(folder.resolve(file));
    List<String> redis =
        List.of(
            "redis-server",
            SHIPPED.resolve(file).toString(),
            "--include",
            SHIPPED.resolve("tls.conf").toString(),
            "--port",
            "0",
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            shown.certificate().toString(),
            "--tls-key-file",
            shown.key().toString(),
            "--tls-ca-cert-file",
            authority.certificate().toString(),
            "--dir",
            data.toString());
    Path log = folder.resolve(file + ".log");
    running.add(launch(redis, log));
    BusAddress address = new BusAddress("localhost", port, null, null, true, authority::trusted);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatCode(() -> BusServer.at(address).close())
                    .as(() -> said(log))
                    .doesNotThrowAnyException());
    return address;
  }

  /// The shell ends Redis when its input ends, which it does with this JVM, however that ends.
  private static Process launch(List<String> redis, Path log) throws IOException {
    String command = redis.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
    return new ProcessBuilder("sh", "-c", command + " </dev/null & read gone; kill $!; wait $!")
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
