package dev.nautilus.engines.features.method;

/// The last `size` numbers.
final class Window implements Block {

  private final double[] ring;
  private int next;
  private int count;

  Window(int size) {
    ring = new double[size];
  }

  /// Adds a number and gives the one that fell out, `NaN` while the window is filling.
  double push(double value) {
    double evicted = isFull() ? ring[next] : Double.NaN;
    ring[next] = value;
    next = next + 1 == ring.length ? 0 : next + 1;
    if (count < ring.length) {
      count++;
    }
    return evicted;
  }

  boolean isFull() {
    return count == ring.length;
  }

  /// Whether the newest number went into the last place of the ring: once per window length.
  boolean isTurning() {
    return next == 0;
  }

  int size() {
    return ring.length;
  }

  int count() {
    return count;
  }

  /// The number pushed `age` pushes ago; 0 is the newest.
  double get(int age) {
    int index = next - 1 - age;
    return ring[index < 0 ? index + ring.length : index];
  }

  @Override
  public void exchange(Tape tape) {
    tape.pass(ring);
    next = tape.pass(next);
    count = tape.pass(count);
  }
}
