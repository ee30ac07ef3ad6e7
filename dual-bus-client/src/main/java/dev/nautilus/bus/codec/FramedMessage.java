package dev.nautilus.bus.codec;

import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;

/// A message out of a frame. It keeps the few facts that its envelope is made of and not the frame,
/// whose bytes are used again. Messages with a reply channel, a trace and the like are rare and
/// carry their envelope ready made.
final class FramedMessage<P> extends Message<P> {
  private final Origin origin;
  private final String key;
  private final long sequence;
  private final long sentNanos;
  private final int bits;
  private final boolean redelivered;

  FramedMessage(
      MessageType<P> type,
      P payload,
      Origin origin,
      String key,
      long sequence,
      long sentNanos,
      int bits,
      boolean redelivered) {
    super(type, payload);
    this.origin = origin;
    this.key = key;
    this.sequence = sequence;
    this.sentNanos = sentNanos;
    this.bits = bits;
    this.redelivered = redelivered;
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        new MessageId(origin.stream(), origin.incarnation(), sequence),
        origin.sender(),
        origin.instance(),
        EpochNanos.instant(sentNanos),
        FrameLayout.priority(bits & FrameLayout.PRIORITY_BITS),
        key,
        null,
        null,
        null,
        null,
        redelivered,
        (bits & FrameLayout.SNAPSHOT) != 0);
  }
}
