package dev.nautilus.engine;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Gives back what [StateOutput] took down, in the same order. Confined to one thread.
///
/// Each method throws an [IllegalArgumentException] when there is no such value any more.
public final class StateInput {
  private final ByteBuffer in;

  private StateInput(ByteBuffer in) {
    this.in = in;
  }

  /// Reads a state to its end.
  ///
  /// @throws IllegalArgumentException when it is longer or shorter than the codec reads
  static void into(StateCodec codec, byte[] state) {
    StateInput input = new StateInput(ByteBuffer.wrap(state));
    codec.read(input);
    if (input.in.hasRemaining()) {
      throw new IllegalArgumentException(
          "a state must be read to its end, left " + input.in.remaining() + " bytes");
    }
  }

  static StateInput of(byte[] state) {
    return new StateInput(ByteBuffer.wrap(state));
  }

  private <T> T read(Function<ByteBuffer, T> value) {
    try {
      return value.apply(in);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "a state must hold what is read from it, ended after " + in.limit() + " bytes", e);
    }
  }

  /// A whole number.
  public long whole() {
    return read(ByteBuffer::getLong);
  }

  /// Any double.
  public double real() {
    return read(ByteBuffer::getDouble);
  }

  /// A double that may be absent.
  public OptionalDouble optionalReal() {
    return flag() ? OptionalDouble.of(real()) : OptionalDouble.empty();
  }

  /// Yes or no.
  public boolean flag() {
    return read(ByteBuffer::get) != 0;
  }

  /// Text.
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /// An instant.
  public Instant instant() {
    return Instant.ofEpochSecond(whole(), whole());
  }

  /// Bytes.
  public byte[] bytes() {
    byte[] data = new byte[count()];
    in.get(data);
    return data;
  }

  /// A payload.
  public <P> P payload(MessageType<P> type) {
    return PayloadCodecs.of(type).decode(ByteBuffer.wrap(bytes()));
  }

  /// All that was written together.
  public <T> List<T> all(Function<StateInput, T> each) {
    int count = count();
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(each.apply(this));
    }
    return items;
  }

  /// Nothing takes less than a byte: a larger number is damage, and must not reserve memory.
  private int count() {
    int count = read(ByteBuffer::getInt);
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException(
          "a count must be 0 to " + in.remaining() + ", was " + count);
    }
    return count;
  }
}
