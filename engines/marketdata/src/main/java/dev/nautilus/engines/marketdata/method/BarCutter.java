package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts the tape into bars by another clock than time. A bar that was cut is final.
public interface BarCutter {

  /// Takes the next print in. One that is older than the last one is not taken: its bar may be cut
  /// already. Ask [#isLate] first to count those.
  ///
  /// @return the bars it completes, oldest first
  List<BuiltBar> accept(Print print);

  /// Whether a print is older than the last one taken.
  boolean isLate(Print print);

  /// All it remembers.
  State state();

  /// Goes on from where another one of the same parameters was.
  void restore(State state);

  /// What a cutter remembers.
  ///
  /// @param open the bar that grows; null between two bars
  /// @param last when the newest print happened; null before the first
  /// @param memory further numbers, in an order that belongs to the kind of cutter
  record State(@Nullable BuiltBar open, @Nullable Instant last, List<BigDecimal> memory) {
    public State {
      memory = List.copyOf(memory);
    }

    /// Before the first print.
    static final State NOTHING = new State(null, null, List.of());
  }
}
