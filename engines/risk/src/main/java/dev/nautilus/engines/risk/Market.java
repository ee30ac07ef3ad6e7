package dev.nautilus.engines.risk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.risk.RiskView.AccountView;
import dev.nautilus.engines.risk.method.ComponentRisk;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FlashCrashAlert;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.RiskMetric;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Everything the engine knows of the market: prices, daily closes, the factor model; and the risk
/// of the equally weighted basket of all instruments, which needs no account. Confined to the
/// engine thread.
final class Market {
  /// What the basket is called where accounts are.
  static final String BASKET = "basket";

  /// Bars longer than this say nothing about the price of now.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final RiskProperties properties;
  private final Prices prices;
  private final DailyCloses closes;
  private final FactorModel model = new FactorModel();
  private final List<Backfill> backfills = new ArrayList<>();
  private List<RiskMetric> basket = List.of();
  private Instant basketAt = Instant.EPOCH;

  Market(RiskProperties properties) {
    this.properties = properties;
    prices = new Prices(properties.symbols(), properties.preTrade());
    int days = properties.measures().historyDays();
    closes = new DailyCloses(properties.symbols(), days);
    for (InstrumentId symbol : properties.symbols()) {
      backfills.add(Backfill.bars(symbol, BarSpec.DAY, Duration.ofDays(days)));
    }
  }

  /// The days of each instrument.
  List<Backfill> backfills() {
    return backfills;
  }

  Prices prices() {
    return prices;
  }

  DailyCloses closes() {
    return closes;
  }

  FactorModel model() {
    return model;
  }

  /// Whether any day does not come from a real market.
  boolean isSimulated() {
    return closes.isSimulated();
  }

  /// Takes history in, and measures the basket once the last of it is there.
  void learn(Backfill asked, DataResponse answer, Outbox outbox) {
    boolean news = false;
    List<Bar> bars = Backfill.completeBars(answer).toList();
    for (Bar bar : bars) {
      news |= bar.spec().equals(BarSpec.DAY) && closes.learn(bar);
      basketAt = bar.start().isAfter(basketAt) ? bar.start() : basketAt;
    }
    InstrumentId last = backfills.getLast().instruments().getLast();
    if (asked.instruments().contains(last) && (news || basket.isEmpty())) {
      measureBasket(outbox);
    }
  }

  private void measureBasket(Outbox outbox) {
    int window = properties.measures().window();
    List<InstrumentId> ready =
        properties.symbols().stream().filter(each -> closes.days(each) >= window).toList();
    if (ready.isEmpty()) {
      return;
    }
    Map<InstrumentId, Double> weights = new TreeMap<>();
    ready.forEach(symbol -> weights.put(symbol, 1.0 / ready.size()));
    basket = measure(weights, new MeasureRound.Subject(BASKET, basketAt, closes.isSimulated()));
    basket.forEach(metric -> outbox.emit(MessageType.RISK_METRIC, metric));
  }

  private List<RiskMetric> measure(
      Map<InstrumentId, Double> weights, MeasureRound.Subject subject) {
    DailyCloses.Table table = closes.table(List.copyOf(weights.keySet()));
    double[] shares = weights.values().stream().mapToDouble(Double::doubleValue).toArray();
    List<RiskMetric> metrics =
        new ArrayList<>(
            MeasureRound.of(
                subject, table.weighted(shares), model.deviation(weights), properties.measures()));
    if (shares.length > 1 && table.days() >= properties.measures().window()) {
      metrics.addAll(parts(table, weights, subject));
    }
    return metrics;
  }

  /// What each instrument adds to the normal value at risk.
  private List<RiskMetric> parts(
      DailyCloses.Table table, Map<InstrumentId, Double> weights, MeasureRound.Subject subject) {
    double alpha = properties.measures().smallestAlpha();
    double[] shares = weights.values().stream().mapToDouble(Double::doubleValue).toArray();
    double[][] window = table.newest(properties.measures().window());
    List<RiskMetric> metrics = new ArrayList<>();
    ComponentRisk.gaussianVar(window, shares, alpha)
        .ifPresent(
            risk -> {
              int place = 0;
              for (InstrumentId symbol : weights.keySet()) {
                double part = risk.parts()[place++];
                metrics.add(
                    new RiskMetric(
                        subject.account(),
                        "component_var",
                        "gaussian:" + symbol,
                        OptionalDouble.of(alpha),
                        1,
                        OptionalDouble.of(part),
                        "fraction",
                        true,
                        "",
                        subject.at(),
                        subject.simulated()));
              }
            });
    return metrics;
  }

  /// Measures an account's holdings. An empty account loses nothing on any day.
  List<RiskMetric> measure(String account, Exposure exposure, PortfolioUpdate worth) {
    MeasureRound.Subject subject =
        new MeasureRound.Subject(account, worth.at(), worth.simulated() || closes.isSimulated());
    if (exposure.values().isEmpty()) {
      double[] nothing =
          new double[properties.measures().window() + properties.measures().backtestDays()];
      return MeasureRound.of(subject, nothing, OptionalDouble.empty(), properties.measures());
    }
    return measure(exposure.weights(), subject);
  }

  /// Takes a bar in: a short one for its price, a day for its return.
  ///
  /// @return a move that is too large
  Optional<FlashCrashAlert> take(Bar bar) {
    if (!bar.complete() || bar.origin() != properties.barOrigin()) {
      return Optional.empty();
    }
    if (bar.spec().equals(BarSpec.DAY)) {
      boolean news = closes.learn(bar);
      basketAt = news && bar.start().isAfter(basketAt) ? bar.start() : basketAt;
      return Optional.empty();
    }
    Optional<Duration> length = bar.spec().duration();
    return length.isPresent() && length.get().compareTo(LONGEST) <= 0
        ? take(
            bar.instrument(),
            new Prices.Price(
                bar.close(), bar.start().plus(length.get()), bar.provenance().simulated()))
        : Optional.empty();
  }

  /// Takes the best bid and ask in; a side that is missing, or a crossed market, is no price.
  Optional<FlashCrashAlert> take(Nbbo best) {
    if (best.bid().isEmpty() || best.ask().isEmpty() || best.crossed()) {
      return Optional.empty();
    }
    double middle = (best.bid().getAsDouble() + best.ask().getAsDouble()) / 2;
    return take(
        best.instrument(),
        new Prices.Price(middle, best.provenance().observedAt(), best.provenance().simulated()));
  }

  private Optional<FlashCrashAlert> take(InstrumentId symbol, Prices.Price price) {
    RiskProperties.PreTradeSettings settings = properties.preTrade();
    return prices
        .take(symbol, price)
        .map(
            flash ->
                new FlashCrashAlert(
                    symbol,
                    flash.move(),
                    settings.flashMove(),
                    settings.flashWindow(),
                    flash.from(),
                    flash.to(),
                    price.at(),
                    price.simulated()));
  }

  /// Return of an instrument on a day; missing where it did not trade.
  OptionalDouble returnOn(InstrumentId symbol, LocalDate date) {
    DailyCloses.Table table = closes.table(List.of(symbol));
    int place = Arrays.binarySearch(table.dates().toArray(LocalDate[]::new), date);
    return place < 0 ? OptionalDouble.empty() : OptionalDouble.of(table.returns()[0][place]);
  }

  /// Returns known of each instrument.
  Map<String, Integer> days() {
    Map<String, Integer> days = new TreeMap<>();
    properties.symbols().forEach(symbol -> days.put(symbol.value(), closes.days(symbol)));
    return days;
  }

  /// The basket as it is shown beside the accounts; empty before it was measured.
  Optional<AccountView> basket() {
    return basket.isEmpty()
        ? Optional.empty()
        : Optional.of(new AccountView(null, null, Map.of(), Map.of(), basket, basketAt));
  }

  /// Asks for the newest days again: one that was missed, or corrected since, is found so.
  void ask(Outbox outbox) {
    for (InstrumentId symbol : properties.symbols()) {
      outbox.ask(Backfill.bars(symbol, BarSpec.DAY, Duration.ofDays(7)));
    }
  }

  void write(StateOutput out) {
    prices.write(out);
    closes.write(out);
    model.write(out);
    out.all(basket, (to, each) -> to.payload(MessageType.RISK_METRIC, each)).instant(basketAt);
  }

  void read(StateInput in) {
    prices.read(in);
    closes.read(in);
    model.read(in);
    basket = List.copyOf(in.all(each -> each.payload(MessageType.RISK_METRIC)));
    basketAt = in.instant();
  }
}
