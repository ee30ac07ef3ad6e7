package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frames that go between the owner of a STATE type and those who join late, as
/// `docs/wire-format.md` lays them out.
///
/// @param <P> payload class
final class SnapshotFrames<P> {
  private static final int FRAME_BYTES = 1 << 20;
  private static final byte[] NOTHING = {};

  private final Identity identity;
  private final MessageType<P> type;
  private final PayloadCodec<P> codec;
  private final InstantSource clock;

  SnapshotFrames(Identity identity, MessageType<P> type, InstantSource clock) {
    this.identity = identity;
    this.type = type;
    this.codec = PayloadCodecs.of(type);
    this.clock = clock;
  }

  /// What a frame of a snapshot says besides its rows.
  ///
  /// @param number which snapshot of this owner
  /// @param next number of the owner's first message on the stream that may not be in the rows
  record Place(long number, long next) {}

  private FrameHeader header(Place place, int count, long index) {
    return new FrameHeader(
        identity.setup().engine(),
        identity.setup().instance(),
        identity.incarnation(),
        place.next(),
        count,
        place.number(),
        index);
  }

  /// Somebody wants a snapshot.
  ///
  /// @param name by which the answer will call the asker
  byte[] ask(String name) {
    return named(new Place(0, 1), List.of(name));
  }

  /// The owner has heard these askers: the snapshot of this number is for them.
  byte[] heard(long number, Collection<String> names) {
    return named(new Place(number, 1), names);
  }

  private byte[] named(Place place, Collection<String> names) {
    List<OutgoingMessage> messages = new ArrayList<>(names.size());
    for (String name : names) {
      messages.add(message(NOTHING, "", name));
    }
    return FrameEncoder.encode(header(place, messages.size(), 0), messages);
  }

  /// Who is named by a frame that [#ask] or [#heard] made; empty for frames with rows.
  static List<String> names(Frame frame) {
    List<String> names = new ArrayList<>(frame.count());
    for (int i = 0; i < frame.count(); i++) {
      String name = frame.isSnapshot(i) ? null : frame.envelope(i, "", false).correlationId();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private OutgoingMessage message(byte[] body, String key, @Nullable String name) {
    return new OutgoingMessage(
        type.name(),
        type.version(),
        body,
        Priority.NORMAL,
        key,
        clock.instant(),
        name,
        null,
        null,
        null,
        name == null);
  }

  /// The rows as frames of about 1 MiB at most, unless one row alone is larger. The last one says
  /// that it is; there is always one.
  Iterator<byte[]> rows(Place place, Iterator<P> rows) {
    return new Iterator<>() {
      private long index;
      private boolean ended;
      private @Nullable OutgoingMessage carried;

      @Override
      public boolean hasNext() {
        return !ended;
      }

      @Override
      public byte[] next() {
        List<OutgoingMessage> messages = new ArrayList<>();
        int size = 0;
        for (OutgoingMessage row = take(); row != null; row = take()) {
          size += row.encodedSize();
          if (!messages.isEmpty()
              && (size > FRAME_BYTES || messages.size() == FrameEncoder.MAX_MESSAGES)) {
            carried = row;
            break;
          }
          messages.add(row);
        }
        ended = carried == null;
        FrameHeader header = header(place, messages.size(), index++);
        return ended
            ? FrameEncoder.lastRows(header, messages)
            : FrameEncoder.encode(header, messages);
      }

      private @Nullable OutgoingMessage take() {
        OutgoingMessage row = carried;
        carried = null;
        if (row == null && rows.hasNext()) {
          P payload = rows.next();
          row = message(codec.encode(payload), type.keyOf(payload), null);
        }
        return row;
      }
    };
  }
}
