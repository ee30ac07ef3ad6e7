package dev.nautilus.engine;

import dev.nautilus.bus.MessageId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// An engine's state as it lies in Redis, with what it covers: compressed, with a checksum.
///
/// @param engine whose it is
/// @param version of the engine's codec
/// @param shape of the engine's codec
/// @param takenAt when the engine thread took it down (UTC)
/// @param handled how far the engine was in the streams it hears: what comes behind is replayed
/// @param ends where the streams that it speaks on ended, or before
/// @param said the last message of its own on each of those that belongs to the state
/// @param heard which messages are in it, as [Heard] writes them
/// @param body what the engine's codec wrote
record SavedState(
    String engine,
    int version,
    String shape,
    Instant takenAt,
    Map<String, String> handled,
    Map<String, String> ends,
    Map<String, MessageId> said,
    ByteBuffer heard,
    ByteBuffer body) {
  /// First number of every state; another one is another layout of this record.
  private static final long LAYOUT = 0x4e4155540001L;

  /// Most bytes of a state once it is unpacked; more is damage.
  private static final int MOST_UNPACKED = 512 << 20;

  /// The same with the last messages that belong to it.
  SavedState saying(Map<String, MessageId> last) {
    return new SavedState(engine, version, shape, takenAt, handled, ends, last, heard, body);
  }

  byte[] encode() {
    StateOutput out = new StateOutput();
    out.whole(LAYOUT).text(engine).whole(version).text(shape).instant(takenAt);
    texts(out, handled);
    texts(out, ends);
    out.all(
        new TreeMap<>(said).values(),
        (to, id) -> to.text(id.stream()).whole(id.incarnation()).whole(id.sequence()));
    out.bytes(copy(heard)).bytes(copy(body));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(out.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return packed.toByteArray();
  }

  private static void texts(StateOutput out, Map<String, String> map) {
    out.all(
        new TreeMap<>(map).entrySet(),
        (to, entry) -> to.text(entry.getKey()).text(entry.getValue()));
  }

  static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /// Reads a state.
  ///
  /// @throws IllegalArgumentException when it is damaged or of another layout
  static SavedState decode(byte[] packed) {
    byte[] unpacked;
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      unpacked = gzip.readNBytes(MOST_UNPACKED);
    } catch (IOException e) {
      throw new IllegalArgumentException("the state is damaged: " + e.getMessage(), e);
    }
    StateInput in = StateInput.of(unpacked);
    long layout = in.whole();
    if (layout != LAYOUT) {
      throw new IllegalArgumentException(
          "the state must be of layout %x, was %x".formatted(LAYOUT, layout));
    }
    return new SavedState(
        in.text(),
        Math.toIntExact(in.whole()),
        in.text(),
        in.instant(),
        texts(in),
        texts(in),
        ids(in.all(each -> new MessageId(each.text(), each.whole(), each.whole()))),
        ByteBuffer.wrap(in.bytes()),
        ByteBuffer.wrap(in.bytes()));
  }

  private static Map<String, String> texts(StateInput in) {
    Map<String, String> map = new LinkedHashMap<>();
    in.all(each -> map.put(each.text(), each.text()) == null);
    return map;
  }

  private static Map<String, MessageId> ids(Collection<MessageId> all) {
    Map<String, MessageId> map = new LinkedHashMap<>();
    all.forEach(id -> map.put(id.stream(), id));
    return map;
  }

  /// Why a running engine cannot take this state; empty when it can.
  String misfit(String running, StateCodec codec) {
    if (!engine.equals(running)) {
      return "it must be of engine %s, was of %s".formatted(running, engine);
    }
    if (version != codec.version()) {
      return "its version must be %d, was %d".formatted(codec.version(), version);
    }
    return shape.equals(codec.shape())
        ? ""
        : "its shape must be '%s', was '%s'".formatted(codec.shape(), shape);
  }
}
