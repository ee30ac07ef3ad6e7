package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusServersIT {
  private final BusServers servers = BusServers.startAppendOnly();

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void start_threeServers_onPortsOfTheirOwn() {
    assertThat(
            new int[] {
              servers.main().port(), servers.marketData().port(), servers.engineLogic().port()
            })
        .doesNotHaveDuplicates();
    servers.main().command("SET", "where", "main");

    assertThat(servers.main().command("GET", "where")).isEqualTo("main");
    assertThat(servers.marketData().command("GET", "where")).isNull();
    assertThat(servers.engineLogic().command("GET", "where")).isNull();
    assertThat(servers.description()).containsPattern("redis.*[67]");
  }

  @Test
  void kill_connections_areReset() throws IOException {
    try (Socket socket = connected(servers.marketData())) {
      servers.marketData().kill();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(servers.marketData().isHealthy()).isFalse();
    assertThatThrownBy(() -> servers.marketData().command("PING"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("did not answer PING");
  }

  @Test
  void restart_afterKill_samePortAndOnlyAppendOnlyDataSurvive() {
    int port = servers.engineLogic().port();
    servers.engineLogic().command("SET", "key", "kept");
    servers.marketData().command("SET", "key", "lost");
    servers.engineLogic().kill();
    servers.marketData().kill();

    servers.engineLogic().restart();
    servers.marketData().restart();

    assertThat(servers.engineLogic().port()).isEqualTo(port);
    assertThat(servers.engineLogic().command("GET", "key")).isEqualTo("kept");
    assertThat(servers.marketData().command("GET", "key")).isNull();
  }

  @Test
  void restartEmpty_appendOnly_samePortAndNothingSurvives() {
    int port = servers.engineLogic().port();
    servers.engineLogic().command("SET", "key", "gone");

    servers.engineLogic().restartEmpty();

    assertThat(servers.engineLogic().port()).isEqualTo(port);
    assertThat(servers.engineLogic().command("DBSIZE")).isEqualTo(0L);
    servers.engineLogic().command("SET", "key", "kept");
    servers.engineLogic().restart();
    assertThat(servers.engineLogic().command("GET", "key")).isEqualTo("kept");
  }

  @Test
  void pause_then_nobodyAnswersUntilResume() throws IOException {
    try (Socket socket = connected(servers.main())) {
      servers.main().pause();
      assertThat(servers.main().isHealthy()).isFalse();
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      servers.main().resume();
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo('+');
    }
    assertThat(servers.main().isHealthy()).isTrue();
  }

  @Test
  void heal_anyFault_isUndone() {
    servers.main().pause();
    servers.marketData().kill();
    servers.engineLogic().pause();
    servers.engineLogic().kill();

    servers.heal();

    assertThat(servers.main().command("PING")).isEqualTo("PONG");
    assertThat(servers.marketData().command("PING")).isEqualTo("PONG");
    assertThat(servers.engineLogic().command("PING")).isEqualTo("PONG");
  }

  @Test
  void flush_all_isEmpty() {
    servers.engineLogic().command("XADD", "stream", "*", "f", "v");
    assertThat(servers.engineLogic().command("DBSIZE")).isEqualTo(1L);

    servers.flush();

    assertThat(servers.engineLogic().command("DBSIZE")).isEqualTo(0L);
  }

  @Test
  void command_refused_saysWhy() {
    assertThatThrownBy(() -> servers.main().command("NOSUCH"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unknown command");
  }

  @Test
  void close_twice_nothingListensAnyMore() {
    RedisServer main = servers.main();
    servers.close();
    servers.close();

    assertThat(RespCall.answersPing(main.host(), main.port())).isFalse();
  }

  private static Socket connected(RedisServer server) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(server.host(), server.port()), 10_000);
    return socket;
  }
}
