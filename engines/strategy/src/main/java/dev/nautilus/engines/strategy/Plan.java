package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.strategy.method.ExitRules;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What a strategy does, in numbers. Immutable; a changed one has a higher version.
///
/// @param version 1 or more
/// @param kind what its signal is
/// @param account whose money
/// @param symbols what it trades; no other strategy of the account may
/// @param bar interval it steps in
/// @param fast feature that leads (TREND, CROSSOVER)
/// @param slow feature that it is held against
/// @param lookback bars of the channel (BREAKOUT) or of the mean (REVERSION)
/// @param model whose predictions count (MODEL); empty for any
/// @param enter distance in deviations (REVERSION) or probability (MODEL) that enters
/// @param leave the same that leaves
/// @param shorts whether it may owe
/// @param sizing how much it trades
/// @param exits when it leaves whatever the signal says
/// @param cooldown bars it stays out after it has left
record Plan(
    @DefaultValue("1") int version,
    Kind kind,
    @DefaultValue("main") String account,
    List<InstrumentId> symbols,
    @DefaultValue("1m") BarSpec bar,
    @DefaultValue("ema(20)@1m") String fast,
    @DefaultValue("sma(20)@1m") String slow,
    @DefaultValue("20") int lookback,
    @DefaultValue("") String model,
    @DefaultValue("0.55") double enter,
    @DefaultValue("0.5") double leave,
    @DefaultValue("false") boolean shorts,
    @DefaultValue SizingRule sizing,
    @DefaultValue Exits exits,
    @DefaultValue("3") int cooldown) {

  /// What a signal is.
  enum Kind {
    /// In while one feature is above another.
    TREND,
    /// In from when one feature crosses another until it crosses back.
    CROSSOVER,
    /// In from when the price leaves the channel of the bars before upwards, until it leaves the
    /// half as long one downwards.
    BREAKOUT,
    /// In when the price is far below its mean, out when it is back.
    REVERSION,
    /// In while a model thinks a rise likely enough.
    MODEL
  }

  /// How much is traded.
  enum Method {
    /// The stop costs a fixed share of the equity.
    FIXED_RISK,
    /// The position has the volatility wanted.
    VOLATILITY,
    /// By the probability of the model.
    PROBABILITY
  }

  /// @param method how
  /// @param risk share of the equity that the stop may cost (FIXED_RISK)
  /// @param volatility annual volatility wanted of the position (VOLATILITY)
  /// @param barsPerYear by which the volatility of a bar is annualised
  /// @param most largest position, as a fraction of the equity
  record SizingRule(
      @DefaultValue("FIXED_RISK") Method method,
      @DefaultValue("0.001") double risk,
      @DefaultValue("0.02") double volatility,
      @DefaultValue("98280") double barsPerYear,
      @DefaultValue("0.05") double most) {
    SizingRule {
      if (!(risk > 0 && risk <= 0.1 && most > 0 && most <= 2 && volatility > 0)) {
        throw new IllegalArgumentException(
            "sizing must have risk in (0, 0.1], most in (0, 2] and volatility above 0, had %s %s %s"
                .formatted(risk, most, volatility));
      }
    }
  }

  /// See [ExitRules].
  record Exits(
      @DefaultValue("0.02") double loss,
      @DefaultValue("0") double gain,
      @DefaultValue("0") double trail,
      @DefaultValue("0") int bars) {
    ExitRules rules() {
      return new ExitRules(loss, gain, trail, bars);
    }
  }

  Plan {
    symbols = List.copyOf(symbols);
    if (symbols.isEmpty() || account.isBlank() || version < 1) {
      throw new IllegalArgumentException(
          "a strategy must have symbols, an account and a version of 1 or more, had %s, '%s', %d"
              .formatted(symbols, account, version));
    }
    if (bar.duration().isEmpty() || lookback < 2 || lookback > 1_000 || cooldown < 0) {
      throw new IllegalArgumentException(
          "bar must be a time interval, lookback 2 to 1000 and cooldown 0 or more, were %s %d %d"
              .formatted(bar, lookback, cooldown));
    }
    if (kind == Kind.MODEL && !(enter > 0.5 && enter < 1 && leave <= enter)) {
      throw new IllegalArgumentException(
          "a model must enter above 0.5 and leave no higher, was %s and %s"
              .formatted(enter, leave));
    }
    if (sizing.method() == Method.FIXED_RISK && !(exits.loss() > 0)) {
      throw new IllegalArgumentException("fixed risk must have a stop, loss was " + exits.loss());
    }
    var _ = exits.rules();
  }

  void write(StateOutput out) {
    out.whole(version).text(kind.name()).text(account);
    out.all(symbols, (to, symbol) -> to.text(symbol.value()));
    out.text(bar.code()).text(fast).text(slow).whole(lookback).text(model);
    out.real(enter).real(leave).flag(shorts);
    out.text(sizing.method().name()).real(sizing.risk()).real(sizing.volatility());
    out.real(sizing.barsPerYear()).real(sizing.most());
    out.real(exits.loss()).real(exits.gain()).real(exits.trail()).whole(exits.bars());
    out.whole(cooldown);
  }

  static Plan read(StateInput in) {
    return new Plan(
        (int) in.whole(),
        Kind.valueOf(in.text()),
        in.text(),
        in.all(each -> InstrumentId.of(each.text())),
        BarSpec.of(in.text()),
        in.text(),
        in.text(),
        (int) in.whole(),
        in.text(),
        in.real(),
        in.real(),
        in.flag(),
        new SizingRule(Method.valueOf(in.text()), in.real(), in.real(), in.real(), in.real()),
        new Exits(in.real(), in.real(), in.real(), (int) in.whole()),
        (int) in.whole());
  }
}
