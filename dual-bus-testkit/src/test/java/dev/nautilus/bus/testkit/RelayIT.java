package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.ContractStage.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NautilusBusTest
@SuppressWarnings("NullAway.Init") // set before each test
class RelayIT {
  private RedisServer redis;
  private Relay network;

  @BeforeEach
  void take(BusServers servers) {
    redis = servers.engineLogic();
    network = redis.network();
  }

  @Test
  void network_untouched_passesBytesOnAndIsMadeOnce() throws IOException {
    assertThat(redis.network()).isSameAs(network);
    String value = "x".repeat(3 << 20);
    try (Wire wire = new Wire(network)) {
      wire.send("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + value.length() + "\r\n" + value + "\r\n");
      assertThat(wire.read(5)).isEqualTo("+OK\r\n");
      wire.send("STRLEN k\r\n");
      assertThat(wire.read(10)).isEqualTo(":3145728\r\n");
    }
  }

  @Test
  void delay_then_aRoundTripTakesTwiceAsLong() throws IOException {
    try (Wire wire = new Wire(network)) {
      wire.send("PING\r\n");
      assertThat(wire.read(7)).isEqualTo("+PONG\r\n");
      network.delay(Duration.ofMillis(300));

      long start = System.nanoTime();
      wire.send("PING\r\n");
      assertThat(wire.read(7)).isEqualTo("+PONG\r\n");

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }
  }

  @Test
  void limit_then_bytesComeNoFaster() throws IOException {
    redis.command("SET", "k", "x".repeat(50_000));
    network.limit(50_000);
    try (Wire wire = new Wire(network)) {
      long start = System.nanoTime();
      wire.send("GET k\r\n");
      wire.read(50_000);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(800));
    }
  }

  @Test
  void partition_then_nothingPassesUntilHealAndNothingIsLost() throws IOException {
    try (Wire wire = new Wire(network)) {
      network.partition();
      wire.send("SET k v\r\n");
      try (Wire late = new Wire(network)) {
        late.send("PING\r\n");
        late.assertSilent();
        wire.assertSilent();
        assertThat(redis.command("EXISTS", "k")).isEqualTo(0L);

        network.heal();

        assertThat(wire.read(5)).isEqualTo("+OK\r\n");
        assertThat(late.read(7)).isEqualTo("+PONG\r\n");
      }
    }
  }

  @Test
  void stall_then_presentConnectionsAreDeafForGoodAndNewOnesWork() throws IOException {
    try (Wire wire = new Wire(network)) {
      wire.send("PING\r\n");
      wire.read(7);
      network.stall();
      wire.send("SET k v\r\n");
      try (Wire other = new Wire(network)) {
        other.send("PING\r\n");
        assertThat(other.read(7)).isEqualTo("+PONG\r\n");
      }
      network.heal();

      wire.assertSilent();
      assertThat(redis.command("EXISTS", "k")).isEqualTo(0L);
    }
  }

  @Test
  void swallowAnswers_then_thingsHappenAndNobodyIsTold() throws IOException {
    try (Wire wire = new Wire(network)) {
      wire.send("PING\r\n");
      wire.read(7);
      network.swallowAnswers();
      wire.send("SET k v\r\n");

      await()
          .atMost(ContractStage.PATIENCE)
          .until(() -> Long.valueOf(1).equals(redis.command("EXISTS", "k")));
      wire.assertSilent();
    }
  }

  @Test
  void reset_then_presentConnectionsEndAndNewOnesWork() throws IOException {
    try (Wire wire = new Wire(network)) {
      wire.send("PING\r\n");
      wire.read(7);
      assertThat(network.connections()).isEqualTo(1);
      network.reset();

      assertThatThrownBy(() -> wire.read(1)).isInstanceOf(SocketException.class);
      assertThat(network.connections()).isZero();
      try (Wire other = new Wire(network)) {
        other.send("PING\r\n");
        assertThat(other.read(7)).isEqualTo("+PONG\r\n");
      }
    }
  }

  @Test
  void kill_server_endsRelayedConnectionsAndRefusesNewOnes() throws IOException {
    try (Wire wire = new Wire(network)) {
      wire.send("PING\r\n");
      wire.read(7);
      redis.kill();
      assertThatThrownBy(() -> wire.read(1)).isInstanceOf(IOException.class);
      assertThatThrownBy(
              () -> {
                try (Wire late = new Wire(network)) {
                  late.read(1);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void client_leaves_theServerIsToldSo() throws IOException {
    try (Wire wire = new Wire(network)) {
      wire.send("PING\r\n");
      wire.read(7);
    }

    await().atMost(ContractStage.PATIENCE).until(() -> network.connections() == 0);
  }

  @Test
  void close_twice_nobodyListensAndFaultsAreRefused() {
    Relay own = Relay.to(redis.host(), redis.port());
    own.close();
    own.close();

    assertThatThrownBy(() -> new Wire(own)).isInstanceOf(IOException.class);
    assertThatThrownBy(own::partition).isInstanceOf(IllegalStateException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("nautilus-relay-" + own.port());
  }

  @Test
  void publish_whileTheNetworkIsPartitioned_isConfirmedAndHandedOverOnceWhenItIsWell(
      BusClients clients) {
    DualBusClient writer = clients.client(clients.relayed(EngineType.HUB, "hub-1"));
    Recorder<Sample> reader =
        Recorder.on(clients.client(EngineType.RISK, "risk-1"), ContractStage.PULLED);
    ContractStage.publishAll(writer, ContractStage.PULLED, 1);
    reader.await(1, ContractStage.PATIENCE);

    network.partition();
    var second = writer.publish(ContractStage.PULLED, new Sample("a", 2));
    reader.awaitNothing(Duration.ofMillis(300));
    network.heal();

    ContractStage.done(second);
    reader.await(2, ContractStage.PATIENCE);
    assertThat(reader.duplicates()).isEmpty();
    assertThat(reader.gaps()).isEmpty();
  }

  /// A bare connection.
  private static final class Wire implements AutoCloseable {
    private final Socket socket = new Socket();

    Wire(Relay network) throws IOException {
      socket.connect(new InetSocketAddress(network.host(), network.port()), 10_000);
      socket.setSoTimeout(10_000);
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    String read(int bytes) throws IOException {
      byte[] read = socket.getInputStream().readNBytes(bytes);
      if (read.length < bytes) {
        throw new IOException("the connection ended");
      }
      return new String(read, StandardCharsets.US_ASCII);
    }

    void assertSilent() throws IOException {
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(10_000);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
