package dev.nautilus.bus.codec;

import dev.nautilus.bus.Priority;

/// The numbers of frame format 1, as `docs/wire-format.md` states them.
final class FrameLayout {
  static final int MAGIC = 'N' << 8 | 'F';
  static final int VERSION = 1;

  /// Flags in the high half must be understood; a reader ignores unknown ones in the low half.
  static final int CRITICAL_FLAGS = 0xF0;

  /// In a heartbeat: the publisher closes, no other will follow.
  static final int GOODBYE = 0x01;

  /// In a frame of a snapshot: the last one.
  static final int LAST_ROWS = 0x02;

  static final int AT_VERSION = 2;
  static final int AT_FLAGS = 3;
  static final int AT_LENGTH = 4;
  static final int AT_CHECKSUM = 8;
  static final int AT_INCARNATION = 12;
  static final int AT_FIRST_SEQUENCE = 20;
  static final int AT_PREVIOUS_MILLIS = 28;
  static final int AT_PREVIOUS_SEQUENCE = 36;
  static final int AT_COUNT = 44;
  static final int AT_TYPES = 46;
  static final int FIXED_HEADER = 48;

  /// Within a message: type index, bits, sent-at, then the key.
  static final int AT_BITS = 1;

  static final int AT_SENT = 3;
  static final int AT_KEY = 11;

  /// Bytes of a message with neither key, optional field nor body.
  static final int MIN_MESSAGE = AT_KEY + Short.BYTES + Integer.BYTES;

  static final int PRIORITY_BITS = 0b111;
  static final int SNAPSHOT = 1 << 3;
  static final int CORRELATION = 1 << 4;
  static final int REPLY_TO = 1 << 5;
  static final int DEADLINE = 1 << 6;
  static final int TRACE = 1 << 7;

  /// Where the bridge carried it from.
  static final int ORIGIN = 1 << 8;

  static final int OPTIONAL = CORRELATION | REPLY_TO | DEADLINE | TRACE | ORIGIN;
  static final int KNOWN_BITS = 0x1FF;

  static final int MAX_FRAME = 16 << 20;
  static final int MAX_COUNT = 4096;
  static final int MAX_TYPES = 255;
  static final int MAX_NAME = 63;
  static final int MAX_TEXT = 1024;

  private FrameLayout() {}

  /// Spelled out, so that a constant put between two others cannot renumber what is on the wire.
  static int code(Priority priority) {
    return switch (priority) {
      case LOW -> 0;
      case NORMAL -> 1;
      case HIGH -> 2;
      case URGENT -> 3;
      case CRITICAL -> 4;
      case FLASH_CRASH -> 5;
    };
  }

  static Priority priority(int code) {
    return switch (code) {
      case 0 -> Priority.LOW;
      case 1 -> Priority.NORMAL;
      case 2 -> Priority.HIGH;
      case 3 -> Priority.URGENT;
      case 4 -> Priority.CRITICAL;
      case 5 -> Priority.FLASH_CRASH;
      default -> throw new IllegalArgumentException("priority must be 0 to 5, was " + code);
    };
  }
}
