package dev.nautilus.blocker;

import java.util.List;

/// Hears of direct calls, apart from the thread that made them.
@FunctionalInterface
public interface AttemptListener {

  /// Called on the blocker's own thread, one batch at a time. What it throws is swallowed.
  ///
  /// @param batch 1 or more, in the order in which they were seen
  /// @param first true for the listener that registered first of those with the same duty: of
  ///   several applications in one process this one speaks for all, so that a call is told once
  void attempted(List<Attempt> batch, boolean first);
}
