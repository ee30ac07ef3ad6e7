package dev.nautilus.bus.lettuce;

import java.util.List;

/// What is written in one piece, together with how far its source has been carried.
///
/// @param source stream it was read from
/// @param before how far that was carried before, an entry id; empty for not at all
/// @param last how far it is with this batch
/// @param items what is written: frames for a bus, entries for main Redis
public record CarriedBatch<T>(String source, String before, String last, List<T> items) {

  /// An entry to be written to main Redis.
  ///
  /// @param stream the legacy stream
  /// @param fields names and values in turn
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record NewEntry(String stream, byte[][] fields) {}

  /// Frames on their way to a bus stream.
  ///
  /// @param batch of frames
  /// @param oldestToKeep entry id that trimming stops at; empty to trim nothing
  public record Frames(BusStream stream, CarriedBatch<byte[]> batch, String oldestToKeep) {}

  /// How writing a batch ended.
  ///
  /// @param outcome what happened
  /// @param id the last entry written; empty unless WRITTEN by now
  public record Written(Outcome outcome, String id) {}

  /// What happened to a batch.
  public enum Outcome {
    /// It is there now.
    WRITTEN,
    /// It was there: an earlier sending arrived after all.
    DUPLICATE,
    /// Nothing was written, since the source has been carried to another place: look again.
    MOVED
  }

  static Outcome outcome(String answer) {
    return switch (answer) {
      case "DUP" -> Outcome.DUPLICATE;
      case "MOVED" -> Outcome.MOVED;
      default -> Outcome.WRITTEN;
    };
  }
}
