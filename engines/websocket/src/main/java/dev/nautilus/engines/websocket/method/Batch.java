package dev.nautilus.engines.websocket.method;

import java.util.List;

/// Rows of one subscription that go in one message.
///
/// @param lane whose they are
/// @param snapshot whether they belong to the state that precedes the live updates
/// @param last whether the snapshot ends with them
public record Batch(Lane lane, List<Row> rows, boolean snapshot, boolean last) {
  public Batch {
    rows = List.copyOf(rows);
  }

  /// How long the rows have been here, at most.
  ///
  /// @param nowNanos ticker reading now
  /// @return nanoseconds, negative for a snapshot, which is as old as it is
  public long lagNanos(long nowNanos) {
    if (snapshot) {
      return -1;
    }
    return rows.stream().mapToLong(row -> nowNanos - row.update().arrivedNanos()).max().orElse(-1);
  }
}
