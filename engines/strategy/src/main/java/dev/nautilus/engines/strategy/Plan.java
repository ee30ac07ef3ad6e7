package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.strategy.method.ExitRules;
import dev.nautilus.engines.strategy.method.TradingSchedule;
import dev.nautilus.engines.strategy.method.TradingSchedule.Rebalance;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderRequest;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
/// @param lookback bars of the channel (BREAKOUT), of the mean (REVERSION), or of the return that
///   is ranked (MOMENTUM)
/// @param skip newest bars that the return leaves out (MOMENTUM)
/// @param top how many of the best it holds, and of the worst it owes (MOMENTUM)
/// @param model whose predictions count (MODEL); empty for any
/// @param enter distance in deviations (REVERSION) or probability (MODEL) that enters
/// @param leave the same that leaves
/// @param shorts whether it may owe
/// @param sizing how much it trades
/// @param exits when it leaves whatever the signal says
/// @param schedule when it enters, and how often it ranks
/// @param orders how it enters; it leaves at market
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
    @DefaultValue("0") int skip,
    @DefaultValue("1") int top,
    @DefaultValue("") String model,
    @DefaultValue("0.55") double enter,
    @DefaultValue("0.5") double leave,
    @DefaultValue("false") boolean shorts,
    @DefaultValue SizingRule sizing,
    @DefaultValue Exits exits,
    @DefaultValue Schedule schedule,
    @DefaultValue Entry orders,
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
    MODEL,
    /// In while the instrument is among those that returned most.
    MOMENTUM
  }

  /// How much is traded.
  enum Method {
    /// The stop costs a fixed share of the equity.
    FIXED_RISK,
    /// The position has the volatility wanted.
    VOLATILITY,
    /// By the probability of the model.
    PROBABILITY,
    /// By what the signal's own trades have won and lost, half of Kelly at most.
    KELLY
  }

  /// @param method how
  /// @param risk share of the equity that the stop may cost (FIXED_RISK)
  /// @param volatility annual volatility wanted of the position (VOLATILITY)
  /// @param barsPerYear by which the volatility of a bar is annualised
  /// @param most largest position, as a fraction of the equity
  /// @param participation largest order, as a fraction of the mean volume of a bar; 0 for any. One
  ///   that reports no volume has none to be a fraction of
  /// @param commission rate paid on each side, a fraction (FIXED_RISK, KELLY)
  record SizingRule(
      @DefaultValue("FIXED_RISK") Method method,
      @DefaultValue("0.001") double risk,
      @DefaultValue("0.02") double volatility,
      @DefaultValue("98280") double barsPerYear,
      @DefaultValue("0.05") double most,
      @DefaultValue("0.1") double participation,
      @DefaultValue("0") double commission) {
    SizingRule {
      if (!(risk > 0 && risk <= 0.1 && most > 0 && most <= 2 && volatility > 0)) {
        throw new IllegalArgumentException(
            "sizing must have risk in (0, 0.1], most in (0, 2] and volatility above 0, had %s %s %s"
                .formatted(risk, most, volatility));
      }
      if (!(participation >= 0 && participation <= 1 && commission >= 0 && commission < 0.1)) {
        throw new IllegalArgumentException(
            "sizing must have participation in [0, 1] and commission in [0, 0.1), had %s %s"
                .formatted(participation, commission));
      }
    }
  }

  /// See [ExitRules].
  ///
  /// @param atr bars of the average true range
  record Exits(
      @DefaultValue("0.02") double loss,
      @DefaultValue("0") double gain,
      @DefaultValue("0") double trail,
      @DefaultValue("0") int bars,
      @DefaultValue("0") double atrLoss,
      @DefaultValue("0") double atrGain,
      @DefaultValue("14") int atr) {
    ExitRules rules() {
      return new ExitRules(loss, gain, trail, bars, atrLoss, atrGain);
    }
  }

  /// See [TradingSchedule].
  ///
  /// @param flat whether it leaves when it may no longer enter
  record Schedule(
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"})
          Set<DayOfWeek> days,
      @DefaultValue("00:00") LocalTime from,
      @DefaultValue("00:00") LocalTime to,
      @DefaultValue("BAR") Rebalance rebalance,
      @DefaultValue("false") boolean flat) {
    Schedule {
      days = Collections.unmodifiableSet(new TreeSet<>(days));
    }

    TradingSchedule hours() {
      return new TradingSchedule(zone, days, from, to, rebalance);
    }
  }

  /// How it enters.
  ///
  /// @param type MARKET, or LIMIT
  /// @param offset how much worse than the close a limit may be, a fraction of it
  record Entry(
      @DefaultValue("MARKET") OrderRequest.Type type, @DefaultValue("0.0005") double offset) {
    Entry {
      boolean known = type == OrderRequest.Type.MARKET || type == OrderRequest.Type.LIMIT;
      if (!known || !(offset >= 0 && offset < 1)) {
        throw new IllegalArgumentException(
            "orders must be MARKET or LIMIT with an offset in [0, 1), were %s %s"
                .formatted(type, offset));
      }
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
    if (kind == Kind.MOMENTUM && !ranks(symbols.size(), top, shorts, skip, lookback)) {
      throw new IllegalArgumentException(
          "momentum must rank more symbols than it holds, and skip fewer bars than it looks back"
              + " on; %d symbols, top %d, skip %d, lookback %d"
                  .formatted(symbols.size(), top, skip, lookback));
    }
    if (sizing.method() == Method.FIXED_RISK && !exits.rules().hasStop()) {
      throw new IllegalArgumentException(
          "fixed risk must have a stop, loss was %s and atrLoss %s"
              .formatted(exits.loss(), exits.atrLoss()));
    }
    if (exits.atr() < 1 || exits.atr() > 1_000) {
      throw new IllegalArgumentException("atr must be 1 to 1000 bars, was " + exits.atr());
    }
    var _ = schedule.hours();
  }

  private static boolean ranks(int symbols, int top, boolean shorts, int skip, int lookback) {
    return top >= 1
        && symbols > top
        && symbols >= (shorts ? 2 * top : top)
        && skip >= 0
        && skip < lookback;
  }

  /// Bars that everything it reckons with rests on.
  int barsNeeded() {
    return Math.max(lookback, exits.atr()) + 1;
  }

  void write(StateOutput out) {
    out.whole(version).text(kind.name()).text(account);
    out.all(symbols, (to, symbol) -> to.text(symbol.value()));
    out.text(bar.code()).text(fast).text(slow).whole(lookback).whole(skip).whole(top).text(model);
    out.real(enter).real(leave).flag(shorts);
    out.text(sizing.method().name()).real(sizing.risk()).real(sizing.volatility());
    out.real(sizing.barsPerYear()).real(sizing.most());
    out.real(sizing.participation()).real(sizing.commission());
    out.real(exits.loss()).real(exits.gain()).real(exits.trail()).whole(exits.bars());
    out.real(exits.atrLoss()).real(exits.atrGain()).whole(exits.atr());
    out.text(schedule.zone().getId()).all(schedule.days(), (to, day) -> to.text(day.name()));
    out.text(schedule.from().toString()).text(schedule.to().toString());
    out.text(schedule.rebalance().name()).flag(schedule.flat());
    out.text(orders.type().name()).real(orders.offset()).whole(cooldown);
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
        (int) in.whole(),
        (int) in.whole(),
        in.text(),
        in.real(),
        in.real(),
        in.flag(),
        new SizingRule(
            Method.valueOf(in.text()),
            in.real(),
            in.real(),
            in.real(),
            in.real(),
            in.real(),
            in.real()),
        new Exits(
            in.real(),
            in.real(),
            in.real(),
            (int) in.whole(),
            in.real(),
            in.real(),
            (int) in.whole()),
        readSchedule(in),
        new Entry(OrderRequest.Type.valueOf(in.text()), in.real()),
        (int) in.whole());
  }

  private static Schedule readSchedule(StateInput in) {
    return new Schedule(
        ZoneId.of(in.text()),
        Set.copyOf(in.all(each -> DayOfWeek.valueOf(each.text()))),
        LocalTime.parse(in.text()),
        LocalTime.parse(in.text()),
        Rebalance.valueOf(in.text()),
        in.flag());
  }
}
