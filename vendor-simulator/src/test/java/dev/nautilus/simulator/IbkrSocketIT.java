package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway's WebSocket as a client meets it.
class IbkrSocketIT {
  private final GatewayClient gateway = new GatewayClient();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.shutdownNow();
    gateway.close();
  }

  /// Collects what the gateway sends.
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        queue.add(partial.toString());
        partial.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    JsonNode next(String topic) throws InterruptedException {
      while (true) {
        String frame = queue.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("a frame of " + topic + " within 20 s").isNotNull();
        JsonNode json = JsonMapper.shared().readTree(frame);
        if (json.path("topic").asString("").startsWith(topic)) {
          return json;
        }
      }
    }
  }

  private WebSocket open(Frames frames) {
    URI uri =
        URI.create("ws://127.0.0.1:" + gateway.simulator.port("ibkr") + GatewayClient.ROOT + "ws");
    return http.newWebSocketBuilder().buildAsync(uri, frames).join();
  }

  private void say(WebSocket socket, String text) {
    socket.sendText(text, true).join();
  }

  private void greet(WebSocket socket) {
    String token = Browser.json(gateway.post("tickle", "{}")).path("session").asString("");
    say(socket, "{\"session\":\"" + token + "\"}");
  }

  @Test
  void socket_marketData_isTheFirstFrameTwiceThenChanges() throws Exception {
    gateway.logIn();
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    greet(socket);
    frames.next("sts");
    String smd = "smd+" + gateway.conid("AAPL");
    say(socket, smd + "+{\"fields\":[\"31\",\"84\",\"85\",\"86\",\"88\",\"7059\",\"83\"]}");

    JsonNode first = frames.next(smd);
    assertThat(frames.next(smd)).isEqualTo(first);
    GatewayClient.assertShape("ws_smd_full_frame_8314", List.of(first));
    gateway.now = gateway.now.plusSeconds(2);
    JsonNode change = frames.next(smd);
    assertThat(change.size()).isLessThan(first.size());
    assertThat(change.has("6509")).as("did not change").isFalse();
    gateway.now = gateway.now.plusSeconds(10);
    GatewayClient.assertShape("ws_heartbeat", List.of(frames.next("system")));
  }

  @Test
  void socket_tic_isAnsweredFourTimes() throws Exception {
    gateway.logIn();
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    say(socket, "tic");
    JsonNode first = frames.next("tic");
    GatewayClient.assertShape("ws_tic", List.of(first));
    for (int i = 0; i < 3; i++) {
      assertThat(frames.next("tic")).isEqualTo(first);
    }
  }

  @Test
  void socket_depth_hasTheQuoteAtItsHeart() throws Exception {
    gateway.logIn();
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    greet(socket);
    frames.next("sts");
    say(socket, "sbd+DU1234567+" + gateway.conid("AAPL"));
    JsonNode rows = frames.next("sbd+").path("data");

    var quote =
        gateway
            .simulator
            .market()
            .quote(gateway.simulator.market().find("AAPL").orElseThrow(), gateway.now);
    assertThat(rows.size()).isEqualTo(11);
    assertThat(rows.get(4).path("price").asString("")).isEqualTo("%.2f".formatted(quote.ask()));
    assertThat(rows.get(4).path("ask").asString("")).isEqualTo("%,d".formatted(quote.askSize()));
    assertThat(rows.get(5).path("price").asString("")).contains(" @ ");
    assertThat(rows.get(5).path("focus").intValue()).isOne();
    assertThat(rows.get(6).path("price").asString("")).isEqualTo("%.2f".formatted(quote.bid()));
    say(socket, "sbd+DU9999999+700000");
    assertThat(frames.next("error").path("error").asString("")).contains("account");
  }

  @Test
  void socket_withoutSessionOrAfterItsEnd_saysSo() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    say(socket, "smd+700000+{\"fields\":[\"31\"]}");
    assertThat(frames.next("sts").path("args").path("authenticated").booleanValue()).isFalse();

    gateway.logIn();
    greet(socket);
    assertThat(frames.next("sts").path("args").path("authenticated").booleanValue()).isTrue();
    gateway.vendor.endSession();
    assertThat(frames.next("sts").path("args").path("authenticated").booleanValue()).isFalse();
    say(socket, "nonsense");
    assertThat(frames.next("error").path("error").asString("")).contains("unknown topic");
  }
}
