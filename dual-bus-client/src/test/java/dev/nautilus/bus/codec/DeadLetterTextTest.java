package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.RiskAlert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterTextTest {
  private static String text(String type, byte[] frame) {
    return DeadLetterText.of(
        new DeadLetter(
            "17-0",
            DeadLetter.Reason.FAILED,
            "java.lang.IllegalStateException",
            "two\nlines",
            5,
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(15),
            "{el:risk:0}",
            "16-0",
            3,
            new MessageId("{el:risk:0}", 255, 9),
            type,
            "AAPL",
            frame));
  }

  private static byte[] frame(String type, String body) {
    return FrameEncoder.encode(Frames.header(1), List.of(Frames.plain(type, body)));
  }

  @Test
  void of_knownType_showsWhyAndTheMessageAsJson() {
    byte[] payload = PayloadCodecs.of(MessageType.RISK_ALERT).encode(new RiskAlert("LIMIT", 0.95));
    String text =
        text("risk_alert", frame("risk_alert", new String(payload, StandardCharsets.UTF_8)));
    assertThat(text)
        .contains("IllegalStateException", "two lines", "{el:risk:0} 16-0 [3]", "1970-01-01")
        .contains("{el:risk:0}/ff-9")
        .contains("\"payload\":{")
        .contains("\"LIMIT\"");
  }

  @Test
  void of_payloadThatCannotBeDecoded_showsItsBytes() {
    assertThat(text("risk_alert", frame("risk_alert", "{"))).contains("1 bytes: 7b");
  }

  @Test
  void of_typeThatIsNotBuiltIn_showsItsBytes() {
    assertThat(text("team.own", frame("team.own", "hi"))).contains("2 bytes: 6869");
  }

  @Test
  void of_whatIsNoFrame_showsTheFirstBytesOfIt() {
    String text = text("", "x".repeat(300).getBytes(StandardCharsets.US_ASCII));
    assertThat(text).contains("300 bytes: 7878").endsWith("...\n").doesNotContain("message ");
  }
}
