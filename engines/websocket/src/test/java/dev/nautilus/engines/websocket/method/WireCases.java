package dev.nautilus.engines.websocket.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.engines.websocket.wire.Browser;
import dev.nautilus.engines.websocket.wire.Deflated;
import dev.nautilus.engines.websocket.wire.WireFrame;
import dev.nautilus.engines.websocket.wire.WireFrame.Opcode;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Cases of RFC 6455 and RFC 7692.
final class WireCases {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private WireCases() {}

  static Verdict handshake(ReferenceCase reference) {
    String key = reference.input().path("Sec-WebSocket-Key").asString();
    return new Comparison()
        .same(
            "Sec-WebSocket-Accept",
            reference.expected().path("Sec-WebSocket-Accept").asString(),
            Browser.accept(key))
        .verdict();
  }

  static Verdict frame(ReferenceCase reference) throws IOException {
    JsonNode input = reference.input();
    Comparison comparison = new Comparison();
    if (input.has("payload_length")) {
      Opcode opcode = Opcode.valueOf(input.path("opcode").asString().toUpperCase(Locale.ROOT));
      byte[] header =
          WireFrame.header(0x80 | opcode.number(), input.path("payload_length").asLong());
      return comparison
          .same("header", reference.expected().path("header_hex").asString(), HEX.formatHex(header))
          .verdict();
    }
    WireFrame frame = WireFrame.read(stream(input.path("hex").asString()));
    Map<String, Object> actual =
        Map.of(
            "text", frame.text(),
            "masked", frame.masked(),
            "fin", frame.fin(),
            "opcode", frame.opcode().name().toLowerCase(Locale.ROOT),
            "payload_length", frame.payload().length,
            "rsv1", frame.compressed());
    reference
        .expected()
        .properties()
        .forEach(
            each ->
                comparison.same(
                    each.getKey(),
                    each.getValue().asString(),
                    String.valueOf(actual.getOrDefault(each.getKey(), "not decoded"))));
    return comparison.verdict();
  }

  /// The decoder on the bytes as published, the encoder by round trip: other encodings are as good.
  static Verdict deflate(ReferenceCase reference) {
    JsonNode input = reference.input();
    boolean takeover = input.path("context_takeover").asBoolean(true);
    Deflated decoder = new Deflated(takeover);
    Deflated encoder = new Deflated(takeover);
    Deflated inverse = new Deflated(takeover);
    Comparison comparison = new Comparison();
    int i = 0;
    for (JsonNode hex : reference.expected().path("payload_hex")) {
      byte[] payload = HEX.parseHex(hex.asString());
      String message = input.path("messages").path(i++).asString();
      comparison.same("message " + i, message, text(decoder.decode(payload)));
      byte[] encoded = encoder.encode(message.getBytes(StandardCharsets.UTF_8));
      comparison.same("round trip " + i, message, text(inverse.decode(encoded)));
      if (i == 1 && reference.expected().has("frame_header")) {
        comparison.same(
            "frame header",
            reference.expected().path("frame_header").asString(),
            HEX.formatHex(WireFrame.header(0xc0 | Opcode.TEXT.number(), payload.length)));
      }
    }
    return comparison.verdict();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static DataInputStream stream(String hex) {
    return new DataInputStream(new ByteArrayInputStream(HEX.parseHex(hex)));
  }
}
