package dev.nautilus.bus.codec;

import dev.nautilus.bus.Priority;
import org.jspecify.annotations.Nullable;

/// A message as it will stand in a frame, but for the index of its type, which the frame gives it.
/// Made on the thread that publishes: the writer then copies one array and looks at nothing.
public final class EncodedMessage {
  /// Name and version of a payload's layout; one object for all messages of a type.
  ///
  /// @param name catalogue name, 1 to 63 ASCII characters
  /// @param version 1 to 255
  record Layout(String name, int version) {
    @Override
    @SuppressWarnings("ReferenceEquality") // nearly always the same object, which is cheap to see
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Layout that && version == that.version && name.equals(that.name));
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + version;
    }
  }

  private final Layout layout;
  private final byte[] bytes;
  private final int bodyLength;
  private final String key;
  private final String conflationKey;
  private final @Nullable OutgoingMessage whole;

  EncodedMessage(Layout layout, byte[] bytes, int bodyLength, String key, String conflationKey) {
    this(layout, bytes, bodyLength, key, conflationKey, null);
  }

  private EncodedMessage(
      Layout layout,
      byte[] bytes,
      int bodyLength,
      String key,
      String conflationKey,
      @Nullable OutgoingMessage whole) {
    this.whole = whole;
    this.layout = layout;
    this.bytes = bytes;
    this.bodyLength = bodyLength;
    this.key = key;
    this.conflationKey = conflationKey;
  }

  /// Encodes any message.
  public static EncodedMessage of(OutgoingMessage message) {
    return new EncodedMessage(
        new Layout(message.typeName(), message.typeVersion()),
        FrameEncoder.message(message),
        message.body().length,
        message.key(),
        message.conflationKey(),
        message);
  }

  /// What it was made of; null when it was encoded field by field.
  public @Nullable OutgoingMessage whole() {
    return whole;
  }

  Layout layout() {
    return layout;
  }

  /// Exactly what it adds to a frame that has its type already. Not copied: leave it alone.
  byte[] bytes() {
    return bytes;
  }

  /// Catalogue name.
  public String typeName() {
    return layout.name();
  }

  /// As published.
  public Priority priority() {
    return FrameLayout.priority(bytes[FrameLayout.AT_BITS + 1] & FrameLayout.PRIORITY_BITS);
  }

  /// What order is kept by, empty for nothing.
  public String key() {
    return key;
  }

  /// What a newer STATE message must share to replace this one.
  public String conflationKey() {
    return conflationKey;
  }

  /// Bytes of the payload.
  public int bodyLength() {
    return bodyLength;
  }

  /// Most bytes it adds to a frame: its own and, unless the frame has it already, its type's.
  public int size() {
    return bytes.length + 2 + layout.name().length();
  }
}
