package dev.nautilus.hub.bridge;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;

/// One engine instance on main Redis as a publisher of one bus stream: whoever reads the bus sees
/// its name, and numbers without a hole. Its incarnation is new with each start of the bridge. The
/// carrying thread writes, any thread may ask for the goodbye.
final class CarriedPublisher {
  private static final int FRAME_BYTES = 1 << 20;
  private static final int MOST = FrameEncoder.MAX_MESSAGES;

  private final EngineType engine;
  private final String instance;
  private final long incarnation;
  private long last;
  private long framed;
  private String previous = Places.START;
  private long wroteNanos;
  private boolean isQuiet = true;

  CarriedPublisher(EngineType engine, String instance, long incarnation) {
    this.engine = engine;
    this.instance = instance;
    this.incarnation = incarnation;
  }

  /// Frames of these messages, in order. The numbers count once [#written] is called.
  synchronized List<byte[]> frames(List<OutgoingMessage> messages) {
    framed = last;
    List<byte[]> frames = new ArrayList<>();
    int from = 0;
    while (from < messages.size()) {
      int to = from;
      long size = 0;
      while (to < messages.size()
          && to - from < MOST
          && (to == from || size + messages.get(to).encodedSize() <= FRAME_BYTES)) {
        size += messages.get(to).encodedSize();
        to++;
      }
      frames.add(FrameEncoder.encode(header(framed + 1, to - from), messages.subList(from, to)));
      framed += to - from;
      from = to;
    }
    return frames;
  }

  private FrameHeader header(long first, int count) {
    return new FrameHeader(
        engine,
        instance,
        incarnation,
        first,
        count,
        Places.millis(previous),
        Places.sequence(previous));
  }

  /// What [#frames] made is in the stream.
  ///
  /// @param id of the last one; empty when that is not known
  synchronized void written(String id, long nowNanos) {
    last = framed;
    previous = Places.later(id, previous);
    wroteNanos = nowNanos;
    isQuiet = false;
  }

  /// The place of the last frame whose place is known.
  synchronized String previous() {
    return previous;
  }

  /// A heartbeat that says how far it has come and that nothing more is expected: an engine on main
  /// Redis has no heartbeat of its own, so its silence means nothing. None when it was said, or
  /// something came just now.
  ///
  /// @param quietNanos how long nothing came
  synchronized List<byte[]> goodbye(long nowNanos, long quietNanos) {
    if (isQuiet || nowNanos - wroteNanos < quietNanos) {
      return List.of();
    }
    isQuiet = true;
    return List.of(FrameEncoder.goodbye(header(last + 1, 0)));
  }
}
