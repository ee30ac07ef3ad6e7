package dev.nautilus.engine;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/// Takes an engine's state down, value by value; [StateInput] gives it back in the same order. A
/// number comes back to the last bit. Write maps in an order of their own: the same state must give
/// the same bytes. Confined to one thread.
public final class StateOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  StateOutput() {}

  /// Writes a state.
  static byte[] of(StateCodec codec) {
    StateOutput out = new StateOutput();
    codec.write(out);
    return out.toBytes();
  }

  private StateOutput write(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /// A whole number.
  public StateOutput whole(long number) {
    return write(() -> out.writeLong(number));
  }

  /// Any double, NaN and infinities too.
  public StateOutput real(double number) {
    return write(() -> out.writeDouble(number));
  }

  /// A double that may be absent.
  public StateOutput real(OptionalDouble number) {
    flag(number.isPresent());
    return number.isPresent() ? real(number.getAsDouble()) : this;
  }

  /// Yes or no.
  public StateOutput flag(boolean flag) {
    return write(() -> out.writeBoolean(flag));
  }

  /// Text of any length.
  public StateOutput text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// An instant, to the nanosecond.
  public StateOutput instant(Instant instant) {
    return whole(instant.getEpochSecond()).whole(instant.getNano());
  }

  /// Bytes of any number.
  public StateOutput bytes(byte[] data) {
    return write(
        () -> {
          out.writeInt(data.length);
          out.write(data);
        });
  }

  /// A payload as it travels on the bus.
  public <P> StateOutput payload(MessageType<P> type, P payload) {
    return bytes(PayloadCodecs.of(type).encode(payload));
  }

  /// So many of something, in the order given.
  public <T> StateOutput all(Collection<T> items, BiConsumer<StateOutput, T> each) {
    write(() -> out.writeInt(items.size()));
    items.forEach(item -> each.accept(this, item));
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
