package dev.nautilus.bus.it;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.RedisServer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/// A publisher written from the wire format alone that can do what a real one never would: store
/// without pushing, push without storing, damage its frames. Message *n* has sequence *n*.
final class ForgedPublisher {
  static final String STREAM = "{md:app:0}";
  static final long INCARNATION = 0xF0;

  private static final String UNHEX =
      "local f = ARGV[1]:gsub('..', function(h) return string.char(tonumber(h, 16)) end) ";
  private static final String STORE = UNHEX + "return redis.call('XADD', KEYS[1], '*', 'f', f)";
  private static final String PUSH = UNHEX + "return redis.call('PUBLISH', 'md:' .. KEYS[1], f)";

  private final RedisServer redis;
  private final MessageType<Numbered> type;
  private String previous = "0-0";

  ForgedPublisher(RedisServer redis, MessageType<Numbered> type) {
    this.redis = redis;
    this.type = type;
  }

  private FrameHeader header(long first, int count) {
    int dash = previous.indexOf('-');
    return new FrameHeader(
        EngineType.HUB,
        "forged-1",
        INCARNATION,
        first,
        count,
        Long.parseLong(previous.substring(0, dash)),
        Long.parseLong(previous.substring(dash + 1)));
  }

  private byte[] frame(long first, int count) {
    List<OutgoingMessage> messages =
        LongStream.range(first, first + count)
            .mapToObj(number -> message(new Numbered("a", (int) number)))
            .toList();
    return FrameEncoder.encode(header(first, count), messages);
  }

  private OutgoingMessage message(Numbered payload) {
    return new OutgoingMessage(
        type.name(),
        type.version(),
        PayloadCodecs.of(type).encode(payload),
        Priority.NORMAL,
        payload.key(),
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        false);
  }

  private static byte[] damaged(byte[] frame) {
    byte[] bytes = frame.clone();
    bytes[bytes.length - 1] ^= 1;
    return bytes;
  }

  private Object send(String script, byte[] frame) {
    return String.valueOf(
        redis.command("EVAL", script, "1", STREAM, HexFormat.of().formatHex(frame)));
  }

  /// As a publisher does.
  void publish(long first, int count) {
    byte[] frame = frame(first, count);
    Object id = send(STORE, frame);
    send(PUSH, frame);
    previous = id.toString();
  }

  /// The push is lost on its way.
  void storeOnly(long first, int count) {
    previous = send(STORE, frame(first, count)).toString();
  }

  /// It is damaged before it is stored.
  void publishDamaged(long first, int count) {
    byte[] frame = damaged(frame(first, count));
    Object id = send(STORE, frame);
    send(PUSH, frame);
    previous = id.toString();
  }

  /// Only the push is damaged on its way.
  void pushDamaged(long first, int count) {
    byte[] frame = frame(first, count);
    Object id = send(STORE, frame);
    send(PUSH, damaged(frame));
    previous = id.toString();
  }

  /// Says which message will come next.
  void beat(long next) {
    send(PUSH, FrameEncoder.encode(header(next, 0), List.of()));
  }

  void goodbye(long next) {
    send(PUSH, FrameEncoder.goodbye(header(next, 0)));
  }
}
