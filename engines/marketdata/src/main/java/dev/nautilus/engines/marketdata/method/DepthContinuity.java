package dev.nautilus.engines.marketdata.method;

/// Says whether the next change of an order book follows the one before.
///
/// **Definition** A change carries the ids `first ... last` of the updates merged in it. SPOT: it
/// follows when `first <= known + 1 <= last`. FUTURES: it follows when its `previous` equals the
/// last id known; the first one after a snapshot when `first <= known <= last`. One that ends at or
/// before the last id known was had already. Otherwise updates are missing and the book needs a
/// snapshot.
///
/// **Source** Binance, *How to manage a local order book correctly*, for spot and for USD-M
/// futures.
public final class DepthContinuity {

  /// Whose rules hold.
  public enum Rules {
    /// Binance spot.
    SPOT,
    /// Binance futures.
    FUTURES
  }

  /// What a change is to the book.
  public enum Verdict {
    /// It follows.
    FOLLOWS,
    /// Had already.
    DUPLICATE,
    /// Updates are missing before it.
    GAP
  }

  private final Rules rules;
  private long known;
  private boolean fresh;

  /// @param snapshotId last update id in the snapshot that the book was made from
  public DepthContinuity(Rules rules, long snapshotId) {
    this.rules = rules;
    reset(snapshotId);
  }

  /// Starts again from a snapshot.
  public void reset(long snapshotId) {
    known = snapshotId;
    fresh = true;
  }

  /// Judges a change, and moves on when it follows.
  ///
  /// @param previous last id of the change before, as the futures feed gives it; else ignored
  public Verdict accept(long first, long last, long previous) {
    if (last < known || (last == known && !(fresh && rules == Rules.FUTURES))) {
      return Verdict.DUPLICATE;
    }
    boolean follows =
        switch (rules) {
          case SPOT -> first <= known + 1;
          case FUTURES -> fresh ? first <= known : previous == known;
        };
    if (!follows) {
      return Verdict.GAP;
    }
    known = last;
    fresh = false;
    return Verdict.FOLLOWS;
  }

  /// The last update id that is in the book.
  public long known() {
    return known;
  }
}
