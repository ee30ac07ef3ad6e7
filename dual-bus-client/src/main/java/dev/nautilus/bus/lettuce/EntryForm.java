package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.FrameReader;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.legacy.LegacyOrigin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entries of streams as frames: those of a bus are, those of main Redis are made into frames of
/// one message. Confined to the reading thread.
final class EntryForm {
  private static final byte[] TYPE = LegacyEntry.TYPE.getBytes(StandardCharsets.UTF_8);
  private static final byte[] CORRELATION =
      LegacyEntry.CORRELATION.getBytes(StandardCharsets.UTF_8);

  private final FrameReader frames = new FrameReader();
  private final Handlers handlers;
  private final Requests requests;
  private PooledFrame array = new PooledFrame(new byte[0], 0);

  /// @param handlers who know the keys of messages that do not say theirs
  /// @param requests who wait for replies in a stream
  EntryForm(Handlers handlers, Requests requests) {
    this.handlers = handlers;
    this.requests = requests;
  }

  /// The frame; null when the entry is not for handlers. Valid until the next call.
  ///
  /// @throws dev.nautilus.bus.codec.CorruptFrameException if it is none
  /// @throws IllegalArgumentException if an entry of main cannot be read
  @Nullable Frame frame(GroupStream stream, StreamId id, PooledFrame read) {
    array = read;
    if (!stream.isOfMain()) {
      return frames.read(read.bytes(), read.length());
    }
    LegacyEntry entry = LegacyEntry.of(FieldList.read(read), id.millis());
    Handlers.Opened<?> opened = handlers.open(entry.type(), ByteBuffer.wrap(entry.payload()));
    byte[] bytes = encoded(stream.name(), id, entry, opened == null ? "" : opened.key());
    String correlation = entry.correlationId();
    if (correlation != null && requests.isReply(correlation, entry.type())) {
      requests.replied(bytes);
      return null;
    }
    if (entry.answerTo() != null) {
      return null;
    }
    array = new PooledFrame(bytes, bytes.length);
    Frame frame = frames.read(bytes, bytes.length);
    if (opened != null) {
      opened.leaveIn(frame);
    }
    return frame;
  }

  /// The array that the last frame stands in.
  PooledFrame array() {
    return array;
  }

  /// Whether an entry of main is of a type that nobody here wants, and no reply that somebody waits
  /// for: a glance at two fields, for half of what a legacy stream holds is for others. False when
  /// in doubt.
  boolean isForOthers(GroupStream stream, PooledFrame read) {
    if (!stream.isOfMain()) {
      return false;
    }
    String type = FieldList.find(read, TYPE);
    if (type == null || type.isBlank() || handlers.wants(LegacyEntry.typeOf(type))) {
      return false;
    }
    if (requests.isEmpty()) {
      return true;
    }
    String correlation = FieldList.find(read, CORRELATION);
    return correlation == null || correlation.isBlank();
  }

  /// A native entry without a message id is known by its place: milliseconds as incarnation, and
  /// what is behind the dash, from 1, as sequence. So are carried ones, whose own id counts in
  /// another stream.
  static byte[] encoded(String stream, StreamId id, LegacyEntry entry, String key) {
    LegacyOrigin origin = entry.origin();
    var given = origin == null ? entry.messageId() : null;
    FrameHeader header =
        new FrameHeader(
            entry.engine(),
            entry.instance(),
            given == null ? id.millis() : given.incarnation(),
            given == null ? id.sequence() + 1 : given.sequence(),
            1,
            0,
            0);
    // Whoever asks without an instance of ours reads the answer by its correlation id.
    String replyTo = entry.replyTo() == null ? entry.correlationId() : entry.replyTo();
    OutgoingMessage message =
        new OutgoingMessage(
            entry.type(),
            1,
            entry.payload(),
            entry.priority(),
            key,
            entry.sentAt(),
            entry.correlationId(),
            replyTo,
            entry.deadline(),
            null,
            false);
    LegacyOrigin place = origin == null ? LegacyOrigin.ofMain(stream, id.toString()) : origin;
    return FrameEncoder.encode(header, List.of(message.carriedFrom(place.toString())));
  }

  /// What a dead letter shows of an entry that cannot be read.
  byte[] asItCame(GroupStream stream, PooledFrame read) {
    return stream.isOfMain() ? FieldList.lines(read) : Arrays.copyOf(read.bytes(), read.length());
  }
}
