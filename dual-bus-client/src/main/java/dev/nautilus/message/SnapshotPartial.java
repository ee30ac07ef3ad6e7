package dev.nautilus.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The owner of a STATE type did not answer, so its present state was put together from what the
/// stream still has: values that last changed before that are missing. Made by each client for its
/// own subscribers.
///
/// @param stream whose state
/// @param type catalogue name of the STATE type
/// @param rows how many values were found, 0 or more
/// @param since nothing older was looked at (UTC, the server's clock); null when the stream is
///   empty
/// @param reason a word: `OWNER_ABSENT` (nobody answered), `OWNER_LOST` (the owner began to answer
///   and did not end)
public record SnapshotPartial(
    String stream, String type, long rows, @Nullable Instant since, String reason) {
  public SnapshotPartial {
    Guard.text(stream, "stream");
    Guard.text(type, "type");
    Guard.notNegative(rows, "rows");
  }
}
