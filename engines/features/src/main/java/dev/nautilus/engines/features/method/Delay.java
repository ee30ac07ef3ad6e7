package dev.nautilus.engines.features.method;

/// The value of `steps` values ago.
final class Delay implements Filter, Block {

  private final Window window;

  Delay(int steps) {
    window = new Window(steps);
  }

  @Override
  public double next(double value) {
    return Double.isNaN(value) ? value : window.push(value);
  }

  @Override
  public void exchange(Tape tape) {
    window.exchange(tape);
  }
}
