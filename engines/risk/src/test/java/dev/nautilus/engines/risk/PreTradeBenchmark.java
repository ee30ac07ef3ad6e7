package dev.nautilus.engines.risk;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.Side;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How long an answer to an order request takes: all rules, and value at risk with the order in it
/// over 500 days. A program, not a test: tests measure no time.
///
/// ```
/// java -cp <classes, test classes, engine-core, quant, hipparchus>
///     dev.nautilus.engines.risk.PreTradeBenchmark
/// ```
final class PreTradeBenchmark {
  private static final int WARM_UPS = 20_000;
  private static final int ANSWERS = 50_000;

  private PreTradeBenchmark() {}

  /// Runs it and prints one line.
  public static void main(String[] args) {
    RiskProperties properties = Fixtures.properties(500);
    Market market = new Market(properties);
    for (InstrumentId symbol : properties.symbols()) {
      Fixtures.days(symbol, 760).forEach(market.closes()::learn);
      var _ = market.take(Fixtures.best(symbol, 0, 100));
    }
    Account account = new Account(Fixtures.ACCOUNT, 10_000);
    account.take(Fixtures.worth(0, "1000000"));
    account.take(Fixtures.position(Fixtures.MSFT, 0, "500", "100"));
    OrderDesk desk = new OrderDesk(properties, market);
    OrderDesk.Rules rules =
        new OrderDesk.Rules(
            Map.copyOf(properties.limits().byName()), Set.of(), Fixtures.START, Mode.OK);
    OrderRequest request = Fixtures.order("o1", Fixtures.AAPL, Side.BUY, "100");
    double[] nanos = new double[ANSWERS];
    int allowed = 0;
    for (int i = -WARM_UPS; i < ANSWERS; i++) {
      long start = System.nanoTime();
      allowed += desk.decide(request, account, Fixtures.START, rules).isAllowed() ? 1 : 0;
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "an answer: median %.1f us, 99 %% within %.1f us, slowest %.1f us (%d allowed)%n",
        nanos[ANSWERS / 2] / 1e3,
        nanos[ANSWERS * 99 / 100] / 1e3,
        nanos[ANSWERS - 1] / 1e3,
        allowed);
  }
}
