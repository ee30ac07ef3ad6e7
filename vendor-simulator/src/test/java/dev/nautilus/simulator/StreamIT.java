package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.simulator.serve.Fault;
import dev.nautilus.simulator.serve.Fault.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamIT {
  private volatile Instant now = Instant.parse("2026-11-18T14:30:20Z");
  private final VendorSimulator simulator =
      VendorSimulator.builder().ephemeralPorts().clock(() -> now).start();
  private final Browser yahoo = new Browser(simulator.url("yahoo_finance")).login();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.shutdownNow();
    yahoo.close();
    simulator.close();
  }

  /// Collects what the server sends; the end of the connection is a text of its own.
  private static final class Frames implements WebSocket.Listener {
    private static final String END = "(end)";
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

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      queue.add(END);
      return WebSocket.Listener.super.onClose(socket, status, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      queue.add(END);
    }

    String next() throws InterruptedException {
      String frame = queue.poll(20, TimeUnit.SECONDS);
      assertThat(frame).as("a frame within 20 s").isNotNull();
      return frame;
    }
  }

  private WebSocket open(Frames frames) {
    URI uri = URI.create("ws://127.0.0.1:" + simulator.port("yahoo_finance") + "/?version=2");
    return http.newWebSocketBuilder().buildAsync(uri, frames).join();
  }

  private JsonNode quote(String symbol) {
    return Browser.json(yahoo.getWithCrumb("/v7/finance/quote?symbols=" + symbol))
        .path("quoteResponse")
        .path("result")
        .path(0);
  }

  @Test
  void subscription_firstFrame_agreesWithTheQuote() throws InterruptedException {
    Frames frames = new Frames();
    open(frames).sendText("{\"subscribe\":[\"AAPL\"]}", true).join();
    Map<Integer, Object> tick = decode(frames.next());
    JsonNode quote = quote("AAPL");

    assertThat(tick).containsEntry(1, "AAPL").containsEntry(4, "USD").containsEntry(5, "NMS");
    assertThat(tick.get(2)).isEqualTo(quote.path("regularMarketPrice").floatValue());
    assertThat(tick.get(3)).isEqualTo(quote.path("regularMarketTime").longValue() * 1000);
    assertThat(tick.get(9)).isEqualTo(quote.path("regularMarketVolume").longValue());
    assertThat(tick.get(10)).isEqualTo(quote.path("regularMarketDayHigh").floatValue());
    assertThat(tick.get(11)).isEqualTo(quote.path("regularMarketDayLow").floatValue());
    assertThat(tick.get(23)).isEqualTo(quote.path("bid").floatValue());
    assertThat(tick.get(24)).isEqualTo(quote.path("bidSize").longValue());
    assertThat(tick.get(25)).isEqualTo(quote.path("ask").floatValue());
    assertThat(tick.get(26)).isEqualTo(quote.path("askSize").longValue());
  }

  @Test
  void ticks_asTimePasses_followTheTradesOfTheMarket() throws InterruptedException {
    Frames frames = new Frames();
    open(frames).sendText("{\"subscribe\":[\"AAPL\"]}", true).join();
    frames.next();
    Instant before = now;
    now = now.plusSeconds(5);
    var trades =
        simulator
            .market()
            .trades(simulator.market().find("AAPL").orElseThrow(), before, before.plusSeconds(5));

    assertThat(trades).hasSizeGreaterThan(3);
    for (var trade : trades) {
      Map<Integer, Object> tick = decode(frames.next());
      assertThat(tick.get(2)).isEqualTo((float) trade.price());
      assertThat(tick.get(3)).isEqualTo(trade.at().toEpochMilli());
      assertThat(tick.get(22)).isEqualTo(trade.size());
    }
  }

  @Test
  void subscription_repeatedUnknownOrNonsense_sendsNothingMore() throws InterruptedException {
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    for (String text :
        List.of(
            "{\"subscribe\":[\"AAPL\"]}",
            "{\"subscribe\":[\"AAPL\",\"NOPE\"]}",
            "not json",
            "[]",
            "{\"subscribe\":{\"a\":1}}",
            "{\"unsubscribe\":[\"AAPL\"]}",
            "{\"subscribe\":[\"BTC-USD\"]}")) {
      socket.sendText(text, true).join();
    }

    assertThat(decode(frames.next())).containsEntry(1, "AAPL");
    Map<Integer, Object> bitcoin = decode(frames.next());
    assertThat(bitcoin).containsEntry(1, "BTC-USD").containsEntry(6, 41L).containsEntry(30, "BTC");
    now = now.plusSeconds(3);
    assertThat(decode(frames.next())).containsEntry(1, "BTC-USD");
  }

  @Test
  void connections_ofBothKinds_areCountedApart() throws InterruptedException {
    simulator.resetCounters("yahoo_finance");
    int keptByOtherTests = simulator.traffic("yahoo_finance").peakHttp();
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    socket.sendText("{\"subscribe\":[\"AAPL\"]}", true).join();
    frames.next();

    assertThat(simulator.traffic("yahoo_finance").openStreams()).isOne();
    assertThat(simulator.traffic("yahoo_finance").byPath()).containsKey("(stream) /");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    AccountingIT.await(() -> simulator.traffic("yahoo_finance").openStreams() == 0);
    assertThat(simulator.traffic("yahoo_finance").peakStreams()).isOne();
    assertThat(simulator.traffic("yahoo_finance").peakHttp()).isEqualTo(keptByOtherTests);
  }

  @Test
  void streamFaults_garbageThenCut_hitTheOpenConnection() throws InterruptedException {
    Frames frames = new Frames();
    WebSocket socket = open(frames);
    simulator.inject("yahoo_finance", Fault.of(Kind.GARBAGE).onStreams().times(1));
    simulator.inject("yahoo_finance", Fault.of(Kind.CUT).onStreams().times(1));
    socket.sendText("{\"subscribe\":[\"AAPL\"]}", true).join();

    assertThat(frames.next()).contains("%%%");
    now = now.plusSeconds(5);
    assertThat(frames.next()).isEqualTo(Frames.END);
    assertThat(yahoo.get("/v8/finance/chart/AAPL").statusCode()).isEqualTo(200);
  }

  /// A reader of its own, so that writer and reader cannot share a mistake.
  private static Map<Integer, Object> decode(String frame) {
    JsonNode json = JsonMapper.shared().readTree(frame);
    assertThat(json.path("type").asString()).isEqualTo("pricing");
    ByteBuffer in =
        ByteBuffer.wrap(Base64.getDecoder().decode(json.path("message").asString()))
            .order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Object> fields = new HashMap<>();
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      int field = tag >> 3;
      Object value =
          switch (tag & 7) {
            case 0 -> number(field, varint(in));
            case 1 -> in.getDouble();
            case 2 -> text(in);
            case 5 -> in.getFloat();
            default -> throw new IllegalArgumentException("wire type " + (tag & 7));
          };
      fields.put(field, value);
    }
    return fields;
  }

  private static Object number(int field, long raw) {
    boolean plain = field == 6 || field == 7;
    return plain ? raw : (raw >>> 1) ^ -(raw & 1);
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[(int) varint(in)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
