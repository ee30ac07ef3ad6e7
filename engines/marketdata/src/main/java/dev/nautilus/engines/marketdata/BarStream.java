package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.BuiltBar;
import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.message.Bar;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bars of one kind of one instrument. Confined to the engine thread.
sealed interface BarStream permits TimeStream, ClockStream {

  /// Takes a print in.
  ///
  /// @return bars that are finished or corrected, oldest first
  List<Bar> accept(Print print);

  /// Lets time pass.
  List<Bar> advance(Instant now);

  /// Takes a vendor's minute in place of what was missed of it.
  List<Bar> mend(Mend mend);

  /// Prints that came too late for it.
  long late();

  /// A vendor's minute.
  ///
  /// @param start its first instant
  /// @param vendor what the vendor says of it
  /// @param built what was built of it; null when nothing was
  /// @param joining whether the minute is from before this engine heard the tape: it then completes
  ///   the bars that were growing and makes no others
  record Mend(Instant start, BuiltBar vendor, @Nullable BuiltBar built, boolean joining) {}
}
