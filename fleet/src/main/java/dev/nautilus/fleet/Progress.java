package dev.nautilus.fleet;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Tells the person at the terminal what happens, with the seconds since the start. Safe for use by
/// many threads.
final class Progress {
  private final PrintStream out;
  private final LongSupplier nanos;
  private final long startedAt;

  /// @param nanos a clock that only moves forward, in nanoseconds
  Progress(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    this.startedAt = nanos.getAsLong();
  }

  void line(String what, String detail) {
    synchronized (out) {
      out.printf(Locale.ROOT, "%6.1f s  %-20s %s%n", seconds(), what, detail);
      out.flush();
    }
  }

  /// Something that stands apart from the list of steps.
  void say(String text) {
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }

  double seconds() {
    return (nanos.getAsLong() - startedAt) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
