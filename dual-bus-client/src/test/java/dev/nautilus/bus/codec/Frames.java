package dev.nautilus.bus.codec;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Priority;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Frames for tests: a fixed one with every optional field in use, and random ones.
final class Frames {
  static final FrameHeader HEADER =
      new FrameHeader(EngineType.RISK, "risk-1", 0x1122334455667788L, 41, 3, 1795374000000L, 7);

  /// Two types, three messages; the last has every optional field and a key that is not ASCII.
  static final List<OutgoingMessage> MESSAGES =
      List.of(
          plain("quote", "{\"a\":1}"),
          plain("risk_alert", ""),
          new OutgoingMessage(
              "quote",
              1,
              new byte[] {0, (byte) 0xFF, 'N', 'F'},
              Priority.FLASH_CRASH,
              "schlüssel",
              Instant.parse("1969-12-31T23:59:59.999999999Z"),
              "c-1",
              "md:reply:risk-1",
              Instant.parse("2026-11-22T10:00:05Z"),
              "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
              true));

  /// A row of a snapshot: one bit, nothing optional.
  static final OutgoingMessage ROW = message(1, Priority.NORMAL, null, null, true);

  /// What travels on the express lane, with the trace it belongs to.
  static final OutgoingMessage TRACED =
      message(
          1,
          Priority.URGENT,
          null,
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          false);

  /// A question: what ties the answer to it, where that goes, until when it is waited for.
  static final OutgoingMessage REQUEST = message(1, Priority.HIGH, "c-1", null, false);

  /// One type in two versions, as a publisher sends them while readers change over.
  static final OutgoingMessage OLD = message(1, Priority.LOW, null, null, false);

  static final OutgoingMessage NEW = message(2, Priority.CRITICAL, null, null, false);

  private Frames() {}

  /// A frame of the hub's with these messages.
  static byte[] of(OutgoingMessage... messages) {
    return FrameEncoder.encode(header(messages.length), List.of(messages));
  }

  private static OutgoingMessage message(
      int version,
      Priority priority,
      @Nullable String correlationId,
      @Nullable String traceParent,
      boolean snapshot) {
    boolean request = correlationId != null;
    return new OutgoingMessage(
        "risk_alert",
        version,
        "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
        priority,
        "AAPL",
        Instant.parse("2026-11-22T10:00:00.123456789Z"),
        correlationId,
        request ? "el:reply:risk:risk-1" : null,
        request ? Instant.parse("2026-11-22T10:00:05Z") : null,
        traceParent,
        snapshot);
  }

  static byte[] sample() {
    return FrameEncoder.encode(HEADER, MESSAGES);
  }

  static OutgoingMessage plain(String type, String body) {
    return new OutgoingMessage(
        type,
        1,
        body.getBytes(StandardCharsets.UTF_8),
        Priority.NORMAL,
        "AAPL",
        Instant.parse("2026-11-22T10:00:00.123456789Z"),
        null,
        null,
        null,
        null,
        false);
  }

  /// A header that counts so many messages.
  static FrameHeader header(int count) {
    return new FrameHeader(EngineType.HUB, "hub-1", -2, 1, count, 0, 0);
  }

  static List<OutgoingMessage> random(Random random, int count) {
    List<OutgoingMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] body = new byte[random.nextInt(60)];
      random.nextBytes(body);
      messages.add(
          new OutgoingMessage(
              "type." + random.nextInt(4),
              1 + random.nextInt(255),
              body,
              FrameLayout.priority(random.nextInt(6)),
              text(random),
              Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
              random.nextBoolean() ? null : text(random),
              random.nextBoolean() ? null : text(random),
              random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt()),
              random.nextBoolean() ? null : text(random),
              random.nextBoolean()));
    }
    return messages;
  }

  /// The same bytes with a checksum that fits them: how a faulty publisher would send them.
  static byte[] resealed(byte[] frame) {
    ByteBuffer.wrap(frame).putInt(FrameLayout.AT_CHECKSUM, FrameEncoder.checksum(frame));
    return frame;
  }

  /// The same bytes, cut or padded, with a length and a checksum that fit them.
  static byte[] resized(byte[] frame, int length) {
    byte[] bytes = Arrays.copyOf(frame, length);
    ByteBuffer.wrap(bytes).putInt(FrameLayout.AT_LENGTH, length);
    return resealed(bytes);
  }

  private static String text(Random random) {
    return random.nextInt(5) == 0 ? "ключ" + random.nextInt(9) : "key-" + random.nextInt(999);
  }
}
