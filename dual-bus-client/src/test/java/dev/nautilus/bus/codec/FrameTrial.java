package dev.nautilus.bus.codec;

import com.sun.management.ThreadMXBean;
import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.codec.CorruptFrameException.Reason;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts bytes through the decoder and holds what comes out against a second reader, against the
/// encoder and against the payload codecs. Counts what it saw. One thread.
final class FrameTrial {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Function<byte[], Frame> decoder;
  private final WireReader expected = new WireReader();
  private final WireReader again = new WireReader();
  private final Map<String, MessageType<?>> types = new HashMap<>();

  /// How often each reason was given.
  final Map<Reason, Long> refused = new EnumMap<>(Reason.class);

  /// How often a payload of a type was read, and refused.
  final Map<String, Long> payloadsRead = new HashMap<>();

  final Map<String, Long> payloadsRefused = new HashMap<>();

  long read;
  private long tried;

  /// @param decoder what is on trial
  FrameTrial(Function<byte[], Frame> decoder) {
    this.decoder = decoder;
    Catalogue.builtIn().forEach(type -> types.put(type.name(), type));
  }

  /// @throws AssertionError if the decoder refuses what is right, reads what is wrong, or reads it
  ///   wrong
  /// @throws RuntimeException whatever else the decoder throws, and must not
  void accept(byte[] bytes) {
    tried++;
    Reason reason = expected.read(bytes);
    if ((tried & 63) == 0) {
      // Twice, because the first may load a class.
      long bytesTaken = bytesTaken(bytes);
      bytesTaken = Math.min(bytesTaken, bytesTaken(bytes));
      require(bytesTaken <= 8192 + 32L * bytes.length, "allocates for what is not there");
    }
    Frame frame;
    try {
      frame = decoder.apply(bytes);
    } catch (CorruptFrameException e) {
      if (e.reason() != reason) {
        throw new AssertionError("refused for " + e.reason() + ", must be " + reason, e);
      }
      require(
          e.incarnation().isPresent() == WireReader.isLocated(bytes, e.reason()),
          "wrongly located");
      refused.merge(e.reason(), 1L, Long::sum);
      return;
    }
    if (reason != null) {
      throw new AssertionError("read, must be refused for " + reason);
    }
    read++;
    compare(frame, bytes);
    for (int i = 0; i < frame.count(); i++) {
      payload(frame, i);
    }
  }

  /// Memory that decoding takes: by what is there, not by what lengths and counts promise. It
  /// bounds the steps as no clock can.
  private long bytesTaken(byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      Frame unused = decoder.apply(bytes);
    } catch (CorruptFrameException e) {
      // Judged by the caller.
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /// What was read, encoded again, must be the bytes it was read from. Only the type table may
  /// differ: the encoder leaves out types that no message has.
  private void compare(Frame frame, byte[] bytes) {
    List<OutgoingMessage> messages = new ArrayList<>(frame.count());
    for (int i = 0; i < frame.count(); i++) {
      messages.add(outgoing(frame, i));
    }
    byte[] encoded = FrameEncoder.encode(frame.header(), messages);
    require(again.read(encoded) == null, "what was read makes no frame");
    require(again.messageCount() == expected.messageCount(), "other count");
    // Incarnation to number of messages: all fixed fields but the number of types.
    require(Arrays.equals(encoded, 12, 46, bytes, 12, 46), "other header");
    int types = expected.typeAt(0);
    require(Arrays.equals(encoded, 48, again.typeAt(0), bytes, 48, types), "other sender");
    for (int i = 0; i < frame.count(); i++) {
      // All of a message but the index of its type.
      require(
          Arrays.equals(
              encoded,
              again.messageAt(i) + 1,
              again.messageAt(i + 1),
              bytes,
              expected.messageAt(i) + 1,
              expected.messageAt(i + 1)),
          "other message");
      int was = bytes[expected.messageAt(i)] & 0xFF;
      int is = encoded[again.messageAt(i)] & 0xFF;
      require(
          Arrays.equals(
              encoded,
              again.typeAt(is),
              again.typeAt(is + 1),
              bytes,
              expected.typeAt(was),
              expected.typeAt(was + 1)),
          "other type");
    }
    if ((tried & 15) == 0 && frame.count() > 0) {
      alone(frame, (int) (tried >> 4) % frame.count());
    }
  }

  private static OutgoingMessage outgoing(Frame frame, int message) {
    Envelope envelope = frame.envelope(message, "s", false);
    ByteBuffer body = frame.body(message);
    byte[] copy = new byte[body.remaining()];
    body.get(copy);
    require(envelope.snapshot() == frame.isSnapshot(message), "contradicts itself");
    require(envelope.key().equals(frame.key(message)), "contradicts itself");
    require(envelope.sequence() == frame.header().firstSequence() + message, "other sequence");
    OutgoingMessage outgoing =
        new OutgoingMessage(
            frame.typeName(message),
            frame.typeVersion(message),
            copy,
            envelope.priority(),
            envelope.key(),
            envelope.sentAt(),
            envelope.correlationId(),
            envelope.replyTo(),
            envelope.deadline(),
            envelope.traceParent(),
            envelope.snapshot());
    return outgoing.carriedFrom(envelope.origin());
  }

  private static void alone(Frame frame, int message) {
    Frame single = FrameDecoder.decode(frame.alone(message));
    require(
        single.count() == 1
            && single.typeName(0).equals(frame.typeName(message))
            && single.typeVersion(0) == frame.typeVersion(message)
            && single.body(0).equals(frame.body(message))
            && single.envelope(0, "s", true).equals(frame.envelope(message, "s", true)),
        "other message alone");
  }

  private void payload(Frame frame, int message) {
    MessageType<?> type = types.get(frame.typeName(message));
    if (type != null && type.version() == frame.typeVersion(message)) {
      Map<String, Long> outcome = isPayload(type, frame, message) ? payloadsRead : payloadsRefused;
      outcome.merge(type.name(), 1L, Long::sum);
    }
  }

  private <P> boolean isPayload(MessageType<P> type, Frame frame, int message) {
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    P payload = inPlace(type, frame, message);
    if ((tried & 7) == 0) {
      require(Objects.equals(payload, alone(codec, frame.body(message))), "read beyond its body");
    }
    if (payload == null) {
      return false;
    }
    if ((tried & 7) == 1) {
      Envelope envelope = frame.message(message, type, payload, "s", false).envelope();
      require(envelope.equals(frame.envelope(message, "s", false)), "another envelope");
    }
    if ((tried & 3) == 0 && !payload.equals(codec.decode(ByteBuffer.wrap(codec.encode(payload))))) {
      throw new AssertionError("another payload once encoded, was " + payload);
    }
    return true;
  }

  private static <P> @Nullable P inPlace(MessageType<P> type, Frame frame, int message) {
    try {
      return frame.payload(message, PayloadCodecs.of(type));
    } catch (IllegalArgumentException e) {
      if (!String.valueOf(e.getMessage()).startsWith(type.name(), "not a ".length())) {
        throw new AssertionError("a refusal must name the type", e);
      }
      return null;
    }
  }

  /// The same from an array that holds nothing else.
  private static <P> @Nullable P alone(PayloadCodec<P> codec, ByteBuffer body) {
    byte[] own = new byte[body.remaining()];
    body.get(own);
    try {
      return codec.decode(ByteBuffer.wrap(own));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// For constant texts: ten million frames must not pay for words that nobody reads.
  private static void require(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}
