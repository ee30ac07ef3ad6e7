package dev.nautilus.engines.features.method;

/// Phase of the dominant cycle by Ehlers' truncated Hilbert transform, and how fast it turns.
///
/// **Source** Ehlers (2001), MESA and Trading Market Cycles, ch. 7; limits as in TA-Lib.
final class HilbertPhase implements Block {

  private final Quadrature detrend = new Quadrature();
  private final Quadrature quadrature = new Quadrature();
  private final Quadrature turnedInPhase = new Quadrature();
  private final Quadrature turnedQuadrature = new Quadrature();
  private final Window detrended = new Window(4);
  private double inPhase;
  private double across;
  private double real;
  private double imaginary;
  private double period;
  private double phase;

  HilbertPhase() {
    for (int i = 0; i < detrended.size(); i++) {
      detrended.push(0);
    }
  }

  /// Takes the next price and gives by how many degrees the phase went back since the last.
  double turn(double price) {
    double gain = 0.075 * period + 0.54;
    detrended.push(detrend.next(price) * gain);
    double q1 = quadrature.next(detrended.get(0)) * gain;
    double i1 = detrended.get(3);
    double i2 = 0.2 * (i1 - turnedQuadrature.next(q1) * gain) + 0.8 * inPhase;
    double q2 = 0.2 * (q1 + turnedInPhase.next(i1) * gain) + 0.8 * across;
    real = 0.2 * (i2 * inPhase + q2 * across) + 0.8 * real;
    imaginary = 0.2 * (i2 * across - q2 * inPhase) + 0.8 * imaginary;
    inPhase = i2;
    across = q2;
    period = nextPeriod();
    double before = phase;
    phase = i1 == 0 ? 0 : Math.toDegrees(Math.atan(q1 / i1));
    return before - phase;
  }

  private double nextPeriod() {
    double measured =
        real == 0 || imaginary == 0 ? period : 360 / Math.toDegrees(Math.atan(imaginary / real));
    double steady = Math.max(0.67 * period, Math.min(1.5 * period, measured));
    return 0.2 * Math.clamp(steady, 6, 50) + 0.8 * period;
  }

  @Override
  public void exchange(Tape tape) {
    detrend.exchange(tape);
    quadrature.exchange(tape);
    turnedInPhase.exchange(tape);
    turnedQuadrature.exchange(tape);
    detrended.exchange(tape);
    inPhase = tape.pass(inPhase);
    across = tape.pass(across);
    real = tape.pass(real);
    imaginary = tape.pass(imaginary);
    period = tape.pass(period);
    phase = tape.pass(phase);
  }

  /// The four-tap transform itself; values before the first count as 0.
  private static final class Quadrature implements Block {
    private final Window past = new Window(7);

    private Quadrature() {
      for (int i = 0; i < past.size(); i++) {
        past.push(0);
      }
    }

    double next(double value) {
      past.push(value);
      return 0.0962 * (past.get(0) - past.get(6)) + 0.5769 * (past.get(2) - past.get(4));
    }

    @Override
    public void exchange(Tape tape) {
      past.exchange(tape);
    }
  }
}
