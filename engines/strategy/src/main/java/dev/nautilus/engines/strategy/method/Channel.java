package dev.nautilus.engines.strategy.method;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Highest high and lowest low of the bars before this one.
///
/// **Definition** over the `length` bars before the newest. **Source** Donchian; Faith, Way of the
/// Turtle (2007), ch. 4. **Undefined** (`NaN`) until so many bars are known.
public final class Channel {
  private final int length;
  private final Deque<Range> ranges = new ArrayDeque<>();

  /// A bar's range.
  public record Range(double low, double high) {}

  /// An empty channel.
  ///
  /// @param length bars, 1 or more
  public Channel(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("length must be 1 or more, was " + length);
    }
    this.length = length;
  }

  /// Takes a bar in, after it was held against the channel.
  public void add(double low, double high) {
    ranges.addLast(new Range(low, high));
    if (ranges.size() > length) {
      ranges.removeFirst();
    }
  }

  /// The highest high; `NaN` while not known.
  public double high() {
    return ranges.size() < length
        ? Double.NaN
        : ranges.stream().mapToDouble(Range::high).max().orElse(Double.NaN);
  }

  /// The lowest low; `NaN` while not known.
  public double low() {
    return ranges.size() < length
        ? Double.NaN
        : ranges.stream().mapToDouble(Range::low).min().orElse(Double.NaN);
  }

  /// What is known, oldest first; what to go on from.
  public List<Range> state() {
    return List.copyOf(ranges);
  }

  /// Goes on from a state.
  public void restore(List<Range> old) {
    ranges.clear();
    old.forEach(each -> add(each.low(), each.high()));
  }
}
