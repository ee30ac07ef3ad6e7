package dev.nautilus.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.blocker.DirectCallException;
import dev.nautilus.bus.MessageType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.context.ConfigurableApplicationContext;

/// What goes wrong around a fleet on an ordinary day, and what it must tell of: brought about by
/// `kill`, by `redis-cli` and by programs of a team's own.
final class Disturbances {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Above what the bus alerts at, and well below what it refuses messages at.
  private static final double CRAMPED = 0.72;

  /// Messages of a publisher after which whoever listens knows it.
  private static final int HEARD_WELL = 10;

  private final FleetPlan plan;
  private final Witness witness;
  private final Sightings sightings;

  Disturbances(FleetPlan plan, Witness witness, Sightings sightings) {
    this.plan = plan;
    this.witness = witness;
    this.sightings = sightings;
  }

  /// Code in an engine's process that would call a vendor.
  void reachForAVendor() {
    InetSocketAddress vendor = InetSocketAddress.createUnresolved("api.stlouisfed.org", 443);
    assertThatExceptionOfType(DirectCallException.class)
        .isThrownBy(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(vendor);
              }
            });
    sightings.await(MessageType.DIRECT_API_VIOLATION);
  }

  /// A team's program that tells prices hangs for a while, and goes on.
  void hangAPriceFeed() {
    Process feed = feed();
    try {
      await().atMost(PATIENCE).until(() -> witness.housePrices() > HEARD_WELL);
      signal("-STOP", feed);
      sightings.await(MessageType.SOURCE_SILENT);
      signal("-CONT", feed);
      sightings.await(MessageType.SOURCE_RESUMED);
    } finally {
      feed.destroyForcibly();
    }
  }

  private Process feed() {
    try {
      return new ProcessBuilder(
              ProcessHandle.current().info().command().orElse("java"),
              "-XX:TieredStopAtLevel=1",
              "-Xmx64m",
              "-cp",
              requireNonNull(System.getProperty("java.class.path")),
              PriceFeed.class.getName(),
              plan.busUrl(RedisRole.MARKET_DATA),
              plan.busUrl(RedisRole.ENGINE_LOGIC))
          .redirectErrorStream(true)
          .redirectOutput(plan.run().logs().resolve("feed.out").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String signal, Process process) {
    try {
      Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// A team takes its engine back to the version before, which cannot read what the newer one kept.
  void rollATeamsEngineBack() {
    HouseEngine.runAndStop(plan, HouseEngine.Newer.class);
    try (ConfigurableApplicationContext _ = HouseEngine.start(plan, HouseEngine.Older.class)) {
      sightings.await(MessageType.ERROR_ALERT);
      sightings.await(MessageType.SYSTEM_FAILURE);
    }
  }

  /// Somebody gives the MarketData bus too little memory for a moment.
  void crampTheBus() {
    String before = redis("CONFIG GET maxmemory").lines().reduce((_, last) -> last).orElseThrow();
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                redis("CONFIG SET maxmemory " + (long) (usedMemory() / CRAMPED));
                return sightings.heard().contains(MessageType.SYSTEM_ALERT.name());
              });
    } finally {
      redis("CONFIG SET maxmemory " + before);
    }
  }

  private long usedMemory() {
    String field = "used_memory:";
    return redis("INFO memory")
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> Long.parseLong(line.substring(field.length())))
        .findFirst()
        .orElseThrow();
  }

  /// As `redis-cli` asks; the answer's lines, without those that only say how long a text is.
  private String redis(String command) {
    int port = plan.ports().of(RedisRole.MARKET_DATA);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      StringBuilder text = new StringBuilder();
      in.lines()
          .filter(line -> !line.startsWith("$") && !line.startsWith("*") && !line.equals("+OK"))
          .forEach(line -> text.append(line).append('\n'));
      return text.toString().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
