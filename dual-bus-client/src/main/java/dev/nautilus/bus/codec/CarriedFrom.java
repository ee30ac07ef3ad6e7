package dev.nautilus.bus.codec;

import dev.nautilus.bus.Priority;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says of a frame that its messages were carried here from a legacy stream, and of each which
/// entry there it was. It is the first message of such a frame, so that readers which do not care
/// step over it as over any type they did not ask for; a frame without it is native.
///
/// @param stream the legacy stream, 1 to 1024 bytes
/// @param entries entry ids `<milliseconds>-<sequence>` there, one for each further message
public record CarriedFrom(String stream, List<String> entries) {
  /// Name of the message in the type table.
  public static final String TYPE = "carried_from";

  private static final int VERSION = 1;

  public CarriedFrom {
    int size = Utf8.length(stream);
    if (size < 1 || size > FrameLayout.MAX_TEXT) {
      throw new IllegalArgumentException("stream must have 1 to 1024 bytes, had " + size);
    }
    entries = List.copyOf(entries);
  }

  /// Whether a frame was carried: the cheap question. Any frame.
  public static boolean isCarried(Frame frame) {
    return frame.count() > 0 && frame.typeName(0).equals(TYPE);
  }

  /// Reads what a frame says of itself; null when it is native.
  ///
  /// @throws IllegalArgumentException when it was carried and does not say from where
  public static @Nullable CarriedFrom of(Frame frame) {
    if (!isCarried(frame)) {
      return null;
    }
    if (frame.typeVersion(0) != VERSION) {
      throw new IllegalArgumentException(
          "carried_from must have version 1, had " + frame.typeVersion(0));
    }
    CarriedFrom origin = decode(frame.body(0));
    if (origin.entries.size() != frame.count() - 1) {
      throw new IllegalArgumentException(
          "carried_from must name %d entries, named %d"
              .formatted(frame.count() - 1, origin.entries.size()));
    }
    return origin;
  }

  private static CarriedFrom decode(ByteBuffer body) {
    try {
      byte[] name = new byte[body.getShort() & 0xFFFF];
      body.get(name);
      List<String> entries = new ArrayList<>(body.remaining() / (2 * Long.BYTES));
      while (body.hasRemaining()) {
        entries.add(
            Long.toUnsignedString(body.getLong()) + '-' + Long.toUnsignedString(body.getLong()));
      }
      return new CarriedFrom(new String(name, StandardCharsets.UTF_8), entries);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("carried_from is cut short", e);
    }
  }

  /// The entry that a message of the frame was, 1 to the number of entries; 0 is this message.
  public String entryOf(int message) {
    return entries.get(message - 1);
  }

  /// The first message of the frame that carries them.
  ///
  /// @param sentAt when it is carried
  public OutgoingMessage message(Instant sentAt) {
    byte[] name = stream.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body =
        ByteBuffer.allocate(Short.BYTES + name.length + 2 * Long.BYTES * entries.size());
    body.putShort((short) name.length).put(name);
    for (String entry : entries) {
      int dash = entry.indexOf('-');
      body.putLong(Long.parseUnsignedLong(entry, 0, dash, 10));
      body.putLong(Long.parseUnsignedLong(entry, dash + 1, entry.length(), 10));
    }
    return new OutgoingMessage(
        TYPE, VERSION, body.array(), Priority.NORMAL, "", sentAt, null, null, null, null, false);
  }
}
