package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameReader;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.bus.legacy.Fence;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.legacy.LegacyOrigin;
import dev.nautilus.bus.legacy.LegacyStreams;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.CarriedBatch.NewEntry;
import dev.nautilus.bus.lettuce.StreamRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Frames of a bus as entries of main Redis: one for each message that is native to the bus, with
/// its payload as JSON. Confined to one thread.
final class OutwardEntries {
  private static final Logger log = LoggerFactory.getLogger(OutwardEntries.class);

  private final FrameReader frames = new FrameReader();
  private final BridgeMeters meters;
  private final Replies replies;

  OutwardEntries(BridgeMeters meters, Replies replies) {
    this.meters = meters;
    this.replies = replies;
  }

  /// Adds the entries of one frame; none of what was carried here from main, and none of fences.
  void add(StreamRow row, BusStream stream, List<NewEntry> entries) {
    Frame frame;
    try {
      byte[] bytes = row.frame();
      frame = frames.read(bytes, bytes.length);
    } catch (CorruptFrameException e) {
      meters.refused("corrupt");
      log.warn("{} {} is not a frame: {}", row.stream(), row.id(), e.getMessage());
      return;
    }
    for (int i = 0; i < frame.count(); i++) {
      Envelope envelope = frame.envelope(i, stream.name(), false);
      if (envelope.origin() == null && !frame.typeName(i).equals(Fence.TYPE)) {
        add(frame, i, row, new Where(stream, envelope), entries);
      }
    }
  }

  private record Where(BusStream stream, Envelope envelope) {}

  private void add(Frame frame, int index, StreamRow row, Where where, List<NewEntry> entries) {
    Optional<MessageType<?>> type = Catalogue.find(frame.typeName(index));
    byte[] payload = payload(frame, index, type);
    if (payload == null) {
      meters.refused("unreadable");
      log.warn(
          "{} {}: {} in version {} cannot be written as JSON, so engines on main Redis miss it",
          row.stream(),
          row.id(),
          frame.typeName(index),
          frame.typeVersion(index));
      return;
    }
    Envelope envelope = where.envelope();
    replies.crossed(envelope);
    LegacyEntry entry =
        new LegacyEntry(
            frame.typeName(index),
            envelope.sender(),
            envelope.senderInstance(),
            payload,
            envelope.priority(),
            envelope.sentAt(),
            envelope.correlationId(),
            envelope.id(),
            LegacyOrigin.ofBus(envelope.id(), row.id()),
            envelope.replyTo(),
            envelope.deadline(),
            null);
    entries.add(new NewEntry(target(type, envelope, where.stream()), entry.flat()));
  }

  /// Where a message goes; one of a team's own type goes where its stream's others go.
  private static String target(Optional<MessageType<?>> type, Envelope envelope, BusStream stream) {
    if (envelope.replyTo() != null || stream.lane() == Lane.EXPRESS) {
      return LegacyStreams.EXPRESS;
    }
    if (type.isPresent()) {
      return LegacyStreams.of(type.get(), envelope.sender(), envelope.priority());
    }
    return stream.bus() == Bus.MARKET_DATA && stream.isPushed()
        ? LegacyStreams.MARKET_DATA
        : LegacyStreams.of(envelope.sender());
  }

  /// Null when it cannot be had: a layout that this version does not know.
  private static byte @Nullable [] payload(Frame frame, int index, Optional<MessageType<?>> type) {
    ByteBuffer body = frame.body(index);
    if (body.hasRemaining() && body.get(0) == '{') {
      byte[] json = new byte[body.remaining()];
      body.get(json);
      return json;
    }
    if (type.isEmpty() || type.get().version() != frame.typeVersion(index)) {
      return null;
    }
    try {
      Object decoded = frame.payload(index, PayloadCodecs.of(type.get()));
      return JsonText.payload(decoded).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      log.debug("unreadable {}", frame.typeName(index), e);
      return null;
    }
  }
}
