package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.engine.testkit.EngineProcess;
import dev.nautilus.engines.websocket.wire.Browser;
import dev.nautilus.engines.websocket.wire.Follower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The gateway is killed under load, again and again. A browser that comes back and says what it
/// has sees all the same what it would have seen of an undisturbed one: each event once, in order,
/// and the same documents. What the gateway says on the bus comes from its clock alone, so it is
/// held against what browsers see.
@NautilusBusTest
class WebsocketCrashIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int INPUTS = 900;
  private static final int KILLS = 2;
  private static final int LIFE = INPUTS / (KILLS + 1);
  private static final long APART = TimeUnit.MILLISECONDS.toNanos(3);
  private static final List<String> CHANNELS = List.of("quotes", "trades", "fills", "positions");

  /// A browser that goes on where it was whenever its session ends.
  private static final class Feed implements Runnable {
    private final int port;
    private final Map<String, Follower> followers = new TreeMap<>();
    private volatile boolean open = true;
    private volatile int sessions;

    Feed(int port) {
      this.port = port;
      CHANNELS.forEach(channel -> followers.put(channel, new Follower()));
    }

    @Override
    public void run() {
      while (open) {
        try (Browser browser = Browser.connect(port)) {
          CHANNELS.forEach(channel -> browser.say(request(channel)));
          while (open) {
            take(Follower.parse(browser.hear()));
          }
        } catch (UncheckedIOException | Browser.ClosedByGateway e) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
      }
    }

    private synchronized String request(String channel) {
      Map<String, Long> seqs = follower(channel).seqs();
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      request.put("op", "resume").put("ch", channel).put("mode", "RAW");
      if (channel.equals("fills") || channel.equals("positions")) {
        request.putArray("sym").add("acc-1");
      }
      ObjectNode from = request.putObject("fromSeq");
      seqs.forEach(from::put);
      return request.toString();
    }

    private synchronized void take(JsonNode message) {
      if (message.path("op").asString().equals("resumed")) {
        assertThat(message.path("whole")).as("%s", message).isEmpty();
        sessions++;
      }
      Follower follower = followers.get(message.path("ch").asString(""));
      if (follower != null) {
        follower.take(message);
      }
    }

    synchronized List<String> events(String channel, String member) {
      return follower(channel).events().stream().map(each -> each.path(member).asString()).toList();
    }

    synchronized Map<String, JsonNode> documents(String channel) {
      return new TreeMap<>(follower(channel).documents());
    }

    synchronized JsonNode document(String channel, String key) {
      return follower(channel).document(key);
    }

    private Follower follower(String channel) {
      return Objects.requireNonNull(followers.get(channel), channel);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void publish(DualBusClient hub, DualBusClient portfolio, int i) {
    hub.publish(MessageType.QUOTE, Fixtures.quote("S" + i % 3, i, 100 + i * 0.25))
        .toCompletableFuture()
        .join();
    hub.publish(MessageType.TRADE, Fixtures.trade("S" + i % 2, i)).toCompletableFuture().join();
    portfolio.publish(MessageType.FILL, Fixtures.fill("acc-1", i)).toCompletableFuture().join();
    portfolio
        .publish(MessageType.POSITION_CHANGE, Fixtures.position("acc-1", "S" + i % 5, i % 4, i))
        .toCompletableFuture()
        .join();
    LockSupport.parkNanos(APART);
  }

  @Test
  void gateway_killedUnderLoad_losesAndRepeatsNothing(BusServers servers, BusClients clients)
      throws InterruptedException {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient portfolio = clients.client(EngineType.PORTFOLIO, "portfolio-1");
    int port = freePort();
    List<String> arguments =
        Gateway.arguments(
            servers,
            "--server.port=" + port,
            "--nautilus.bus.hub.url=http://127.0.0.1:1",
            "--nautilus.engine.state.every=500ms",
            "--nautilus.websocket.kept-updates=2000");
    Feed feed = new Feed(port);
    EngineProcess engine = EngineProcess.start(WebsocketApplication.class, arguments, 1);
    Thread browser = Thread.ofVirtual().start(feed);
    try {
      awaitSession(feed, 1);
      for (int i = 0; i < INPUTS; i++) {
        publish(hub, portfolio, i);
        int ofLife = i % LIFE;
        if (ofLife == LIFE - 1 && i / LIFE < KILLS) {
          engine.kill();
          engine = EngineProcess.start(WebsocketApplication.class, arguments, 2 + i);
        }
        if (ofLife == LIFE / 3 && i > LIFE) {
          // So much came while it was dead; the rest comes while it lives.
          awaitSession(feed, 1 + i / LIFE);
        }
      }
      assertAsUndisturbed(feed);
    } finally {
      feed.open = false;
      engine.close();
      browser.join();
    }
  }

  private static void awaitSession(Feed feed, int number) {
    await().atMost(PATIENCE).until(() -> feed.sessions >= CHANNELS.size() * number);
  }

  private static void assertAsUndisturbed(Feed feed) {
    List<String> fills = new ArrayList<>();
    IntStream.range(0, INPUTS).forEach(i -> fills.add("f" + i));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(feed.events("fills", "fillId")).hasSizeGreaterThanOrEqualTo(INPUTS));
    assertThat(feed.events("fills", "fillId")).isEqualTo(fills);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(feed.events("trades", "tradeId")).hasSizeGreaterThanOrEqualTo(INPUTS));
    for (String symbol : List.of("S0", "S1")) {
      int odd = symbol.equals("S1") ? 1 : 0;
      List<String> own =
          feed.events("trades", "tradeId").stream()
              .filter(id -> Integer.parseInt(id.substring(1)) % 2 == odd)
              .toList();
      List<String> expected =
          IntStream.range(0, INPUTS).filter(i -> i % 2 == odd).mapToObj(i -> "t" + i).toList();
      assertThat(own).as(symbol).isEqualTo(expected);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (int i = INPUTS - 3; i < INPUTS; i++) {
                assertThat(feed.document("quotes", "S" + i % 3).path("bid").asDouble())
                    .isEqualTo(100 + i * 0.25);
              }
              List<String> held = new ArrayList<>();
              for (int i = INPUTS - 5; i < INPUTS; i++) {
                if (i % 4 != 0) {
                  held.add("acc-1|S" + i % 5);
                }
              }
              assertThat(feed.documents("positions").keySet())
                  .containsExactlyInAnyOrderElementsOf(held);
            });
  }
}
