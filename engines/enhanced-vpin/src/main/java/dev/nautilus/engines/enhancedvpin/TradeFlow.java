package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engines.enhancedvpin.QuoteFlow.Standing;
import dev.nautilus.engines.enhancedvpin.method.SignRule;
import dev.nautilus.engines.enhancedvpin.method.TradeContext;
import dev.nautilus.message.Trade;
import dev.nautilus.quant.flow.VolumeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The trades of one instrument, signed. Confined to the engine thread.
///
/// A trade that no rule decides counts half as bought: it says nothing of who began it.
final class TradeFlow {
  /// Signs that the entropy of the flow is taken over.
  private static final int LETTERS = 100;

  private final EnhancedVpinProperties properties;
  private final TreeMap<Integer, SignedScale> scales = new TreeMap<>();
  private final TreeMap<SignRule, Double> decided = new TreeMap<>();
  private double last = Double.NaN;
  private double different = Double.NaN;
  private double compared;
  private double differing;
  private String letters = "";
  private Net net = Net.NONE;

  TradeFlow(EnhancedVpinProperties properties) {
    this.properties = properties;
    for (int scale : properties.scales()) {
      scales.put(scale, new SignedScale(properties.window(), properties.history(scale)));
    }
  }

  /// Signed flow since it was last taken.
  ///
  /// @param volume all of it
  /// @param signed buys less sells
  /// @param root square root of money, signed
  record Net(double volume, double signed, double root) {
    static final Net NONE = new Net(0, 0, 0);
  }

  /// What to go on from.
  ///
  /// @param last price
  /// @param different the last price that differs from it
  /// @param compared volume that two rules or more decided, fading
  /// @param differing volume of it that they signed differently
  /// @param letters newest signs, `b`, `s` and `u`
  record State(
      Map<Integer, SignedScale.State> scales,
      Map<SignRule, Double> decided,
      double last,
      double different,
      double compared,
      double differing,
      String letters,
      Net net) {
    State {
      scales = Collections.unmodifiableMap(new TreeMap<>(scales));
      decided = Collections.unmodifiableMap(new TreeMap<>(decided));
    }
  }

  /// Signs a trade and takes it in.
  void trade(Trade trade, QuoteFlow quotes) {
    double price = trade.price();
    if (!Double.isNaN(last) && price != last) {
      different = last;
    }
    last = price;
    Instant at = trade.provenance().observedAt();
    TradeContext context = context(trade, quotes.inForce(at.minus(properties.quoteLag())));
    int sign = sign(context);
    compare(context);
    String letter = sign > 0 ? "b" : sign < 0 ? "s" : "u";
    letters = (letters + letter).substring(Math.max(0, letters.length() + 1 - LETTERS));
    double money = Math.abs(price) * trade.size();
    net =
        new Net(
            net.volume() + trade.size(),
            net.signed() + sign * trade.size(),
            net.root() + sign * Math.sqrt(money));
    VolumeBuckets.Flow flow =
        new VolumeBuckets.Flow(
            at,
            Duration.ZERO,
            trade.size(),
            (1 + sign) / 2.0,
            trade.conflated() ? trade.size() : 0,
            price);
    scales.values().forEach(scale -> scale.add(flow));
  }

  private TradeContext context(Trade trade, @Nullable Standing quote) {
    int aggressor =
        switch (trade.aggressor()) {
          case BUY -> 1;
          case SELL -> -1;
          case UNKNOWN -> 0;
        };
    Standing standing = quote == null ? Standing.NONE : quote;
    return new TradeContext(
        trade.price(),
        trade.size(),
        different,
        Double.NaN,
        standing.bid(),
        standing.ask(),
        standing.bidSize(),
        standing.askSize(),
        aggressor);
  }

  private int sign(TradeContext context) {
    for (SignRule rule : properties.classifiers()) {
      int sign = rule.sign(context, properties.zone());
      if (sign != 0) {
        decided.merge(rule, context.size(), Double::sum);
        return sign;
      }
    }
    return 0;
  }

  private void compare(TradeContext context) {
    int buys = 0;
    int sells = 0;
    for (SignRule rule : properties.classifiers()) {
      int sign = rule.sign(context, properties.zone());
      buys += sign > 0 ? 1 : 0;
      sells += sign < 0 ? 1 : 0;
    }
    if (buys + sells > 1) {
      compared += context.size();
      differing += buys > 0 && sells > 0 ? context.size() : 0;
    }
  }

  /// The signed flow since this was last asked.
  Net takeNet() {
    Net taken = net;
    net = Net.NONE;
    return taken;
  }

  /// A bucket of the clock is full: what was counted fades as the window moves on.
  void turn() {
    double kept = 1 - 1.0 / properties.window();
    compared *= kept;
    differing *= kept;
    decided.replaceAll((_, volume) -> volume * kept);
  }

  SignedScale scale(int scale) {
    return Objects.requireNonNull(scales.get(scale));
  }

  /// Share of the volume that the rules sign differently, in [0, 1]; `NaN` while no trade was
  /// decided by two.
  double disagreement() {
    return compared > 0 ? Math.clamp(differing / compared, 0, 1) : Double.NaN;
  }

  /// The rule that decides most volume; null before any did.
  @Nullable SignRule classifier() {
    return decided.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /// The newest signs as letters; empty before there are enough.
  String letters() {
    return letters.length() < LETTERS ? "" : letters;
  }

  State state() {
    Map<Integer, SignedScale.State> states = new TreeMap<>();
    scales.forEach((scale, signed) -> states.put(scale, signed.state()));
    return new State(states, decided, last, different, compared, differing, letters, net);
  }

  TradeFlow restore(State state) {
    state.scales().forEach((scale, signed) -> scale(scale).restore(signed));
    decided.putAll(state.decided());
    last = state.last();
    different = state.different();
    compared = state.compared();
    differing = state.differing();
    letters = state.letters();
    net = state.net();
    return this;
  }
}
