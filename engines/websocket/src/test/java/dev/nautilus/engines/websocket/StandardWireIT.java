package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.engines.websocket.wire.Browser;
import dev.nautilus.engines.websocket.wire.WireFrame;
import dev.nautilus.engines.websocket.wire.WireFrame.Opcode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The running gateway against RFC 6455 and RFC 7692, byte by byte, by a socket that knows nothing
/// of the gateway's library.
@NautilusBusTest
class StandardWireIT {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void gateway_vectorsOfTheStandards_areSpoken(BusServers servers) {
    try (Gateway gateway = Gateway.start(servers)) {
      shakesHands(gateway);
      framesAreAsPublished(gateway);
      partsWithAPingBetween_areOneMessage(gateway);
      compressedHello_isUnpacked(gateway);
      brokenFrames_closeWithTheirCode(gateway);
    }
  }

  private static void shakesHands(Gateway gateway) {
    try (Browser browser = gateway.browser("Sec-WebSocket-Protocol: nautilus.v1, other")) {
      assertThat(browser.status()).isEqualTo(101);
      assertThat(browser.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(browser.header("Sec-WebSocket-Protocol")).isEqualTo("nautilus.v1");
    }
  }

  private static void framesAreAsPublished(Gateway gateway) {
    try (Browser browser = gateway.browser()) {
      // RFC 6455, 5.7: "Hello" masked is a text; the answer comes in one unmasked frame.
      browser.send(HEX.parseHex("81 85 37 fa 21 3d 7f 9f 4d 51 58"));
      WireFrame answer = browser.frame();
      assertThat(answer.opcode()).isEqualTo(Opcode.TEXT);
      assertThat(answer.fin()).isTrue();
      assertThat(answer.masked()).isFalse();
      assertThat(answer.text()).contains("Hello").contains("\"code\":\"invalid\"");
      browser.send(HEX.parseHex("89 85 37 fa 21 3d 7f 9f 4d 51 58"));
      WireFrame pong = browser.frame();
      assertThat(pong.opcode()).isEqualTo(Opcode.PONG);
      assertThat(pong.text()).isEqualTo("Hello");
      browser.frame(0x88, HEX.parseHex("03 e8"));
      assertThat(browser.frame().closeCode()).isEqualTo(1000);
    }
  }

  private static void partsWithAPingBetween_areOneMessage(Gateway gateway) {
    try (Browser browser = gateway.browser()) {
      browser.frame(0x01, bytes("{\"op\":\"pi"));
      browser.frame(0x89, bytes("x"));
      browser.frame(0x80, bytes("ng\",\"id\":5}"));
      assertThat(browser.hear()).isEqualTo("{\"op\":\"pong\",\"id\":5}");
    }
  }

  private static void compressedHello_isUnpacked(Gateway gateway) {
    try (Browser browser = gateway.browser("Sec-WebSocket-Extensions: permessage-deflate")) {
      assertThat(browser.header("Sec-WebSocket-Extensions")).contains("permessage-deflate");
      // RFC 7692, 7.2.3.1 and 7.2.3.2: the second one refers to the first.
      browser.frame(0xc1, HEX.parseHex("f2 48 cd c9 c9 07 00"));
      assertThat(browser.hear()).contains("Hello");
      browser.frame(0xc1, HEX.parseHex("f2 00 11 00 00"));
      assertThat(browser.hear()).contains("Hello");
    }
  }

  private static void brokenFrames_closeWithTheirCode(Gateway gateway) {
    try (Browser browser = gateway.browser()) {
      browser.frame(0xa1, bytes("reserved bit"));
      assertThat(browser.closeCode()).isEqualTo(1002);
    }
    try (Browser browser = gateway.browser()) {
      browser.send(HEX.parseHex("81 05 48 65 6c 6c 6f"));
      assertThat(browser.closeCode()).as("not masked").isEqualTo(1002);
    }
    try (Browser browser = gateway.browser()) {
      browser.frame(0x82, new byte[] {1});
      assertThat(browser.closeCode()).as("binary").isEqualTo(1003);
    }
    try (Browser browser = gateway.browser()) {
      browser.frame(0x81, HEX.parseHex("c3 28"));
      assertThat(browser.closeCode()).as("no UTF-8").isEqualTo(1007);
    }
    try (Browser browser = gateway.browser()) {
      browser.frame(0x81, bytes(" ".repeat(64 * 1024 + 1)));
      assertThat(browser.closeCode()).as("too large").isEqualTo(1009);
    }
    try (Browser browser = gateway.browser()) {
      for (int i = 0; i < 60; i++) {
        browser.say("{\"op\":\"ping\",\"id\":" + i + "}");
      }
      assertThat(browser.closeCode()).as("too many requests").isEqualTo(1008);
    }
  }
}
