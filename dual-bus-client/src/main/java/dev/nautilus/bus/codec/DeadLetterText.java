package dev.nautilus.bus.codec;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/// A dead letter as text for people: why it failed, then the message, or as much of its bytes as
/// helps.
public final class DeadLetterText {
  private static final int MOST_BYTES = 256;

  private DeadLetterText() {}

  /// Several lines, each ending in a line break.
  public static String of(DeadLetter letter) {
    StringBuilder text = new StringBuilder();
    line(text, "letter", letter.id());
    line(text, "reason", letter.reason());
    line(text, "exception", letter.exception());
    line(text, "error", printable(letter.error()));
    line(text, "attempts", letter.attempts());
    line(text, "first failed", letter.firstFailedAt());
    line(text, "last failed", letter.lastFailedAt());
    line(text, "entry", letter.readFrom() + " " + letter.entryId() + " [" + letter.index() + "]");
    if (!letter.type().isEmpty()) {
      line(text, "message", letter.messageId());
      line(text, "type", letter.type());
      line(text, "key", printable(letter.key()));
    }
    line(text, "content", content(letter));
    return text.toString();
  }

  private static String content(DeadLetter letter) {
    try {
      Frame frame = FrameDecoder.decode(letter.frame());
      if (frame.count() != 1) {
        return hex(ByteBuffer.wrap(letter.frame()));
      }
      Optional<MessageType<?>> type =
          Catalogue.find(frame.typeName(0)).filter(t -> t.version() == frame.typeVersion(0));
      return type.isPresent() ? json(type.get(), frame, letter) : hex(frame.body(0));
    } catch (CorruptFrameException e) {
      return hex(ByteBuffer.wrap(letter.frame()));
    }
  }

  private static <P> String json(MessageType<P> type, Frame frame, DeadLetter letter) {
    try {
      P payload = PayloadCodecs.of(type).decode(frame.body(0));
      return JsonText.line(
          new Message<>(type, payload, frame.envelope(0, letter.messageId().stream(), true)));
    } catch (RuntimeException e) {
      // Perhaps what made it a dead letter: the bytes are then all there is to show.
      return hex(frame.body(0));
    }
  }

  private static String hex(ByteBuffer bytes) {
    byte[] first = new byte[Math.min(MOST_BYTES, bytes.remaining())];
    int length = bytes.remaining();
    bytes.get(first);
    return length
        + " bytes: "
        + HexFormat.of().formatHex(first)
        + (length > first.length ? "..." : "");
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append("%-13s %s%n".formatted(name, value));
  }
}
