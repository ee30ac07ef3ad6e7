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
import dev.nautilus.hub.terms.Storage;
import dev.nautilus.message.MarketDatum;
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
  private final Storage storage;

  OutwardEntries(BridgeMeters meters, Replies replies, Storage storage) {
    this.storage = storage;
    this.meters = meters;
    this.replies = replies;
  }

  /// Adds the entries of one frame; none of what was carried here from main, and none of fences.
  ///
  /// @return whether it holds a fence
  boolean add(StreamRow row, BusStream stream, List<NewEntry> entries) {
    Frame frame;
    try {
      byte[] bytes = row.frame();
      frame = frames.read(bytes, bytes.length);
    } catch (CorruptFrameException e) {
      meters.refused("corrupt");
      log.warn("{} {} is not a frame: {}", row.stream(), row.id(), e.getMessage());
      return false;
    }
    boolean fence = false;
    for (int i = 0; i < frame.count(); i++) {
      if (frame.typeName(i).equals(Fence.TYPE)) {
        fence = true;
        continue;
      }
      Envelope envelope = frame.envelope(i, stream.name(), false);
      if (envelope.origin() == null) {
        add(frame, i, row, new Where(stream, envelope), entries);
      }
    }
    return fence;
  }

  private record Where(BusStream stream, Envelope envelope) {}

  private void add(Frame frame, int index, StreamRow row, Where where, List<NewEntry> entries) {
    Optional<MessageType<?>> type = Catalogue.find(frame.typeName(index));
    byte[] json = json(frame, index);
    Object decoded = type.isPresent() ? decoded(frame, index, type.get(), json != null) : null;
    // Main Redis writes to disk, and the terms of some sources forbid that.
    if (decoded instanceof MarketDatum datum && !storage.admits(datum)) {
      meters.refused("terms");
      return;
    }
    byte[] payload = json == null && decoded != null ? utf8(decoded) : json;
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

  /// The body where it is JSON, which need not be read to be passed on; else null.
  private static byte @Nullable [] json(Frame frame, int index) {
    ByteBuffer body = frame.body(index);
    if (!body.hasRemaining() || body.get(0) != '{') {
      return null;
    }
    byte[] json = new byte[body.remaining()];
    body.get(json);
    return json;
  }

  /// The payload, decoded once for all who look into it: a datum for its terms, and whatever is in
  /// a layout to be written as JSON. Null when nobody has to, or when it cannot be had: a layout
  /// that this version does not know.
  private static @Nullable Object decoded(
      Frame frame, int index, MessageType<?> type, boolean isJson) {
    boolean needed =
        isJson
            ? MarketDatum.class.isAssignableFrom(type.payload())
            : type.version() == frame.typeVersion(index);
    try {
      return needed ? frame.payload(index, PayloadCodecs.of(type)) : null;
    } catch (IllegalArgumentException e) {
      log.debug("unreadable {}", frame.typeName(index), e);
      return null;
    }
  }

  private static byte[] utf8(Object payload) {
    return JsonText.payload(payload).getBytes(StandardCharsets.UTF_8);
  }
}
