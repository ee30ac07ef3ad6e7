package dev.nautilus.engines.strategy;

import dev.nautilus.engine.EngineException;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A strategy as people write it: what is left out has the default of [Plan].
///
/// @param name 1 to 40 of a-z, 0-9, _ and -
/// @param version 1 or more; higher than before to change a strategy
record PlanRequest(
    @Nullable String name,
    @Nullable Integer version,
    Plan.@Nullable Kind kind,
    @Nullable String account,
    @Nullable List<String> symbols,
    @Nullable String bar,
    @Nullable String fast,
    @Nullable String slow,
    @Nullable Integer lookback,
    @Nullable String model,
    @Nullable Double enter,
    @Nullable Double leave,
    @Nullable Boolean shorts,
    Plan.@Nullable SizingRule sizing,
    Plan.@Nullable Exits exits,
    @Nullable Integer cooldown) {
  private static final Plan.SizingRule SIZING =
      new Plan.SizingRule(Plan.Method.FIXED_RISK, 0.001, 0.02, 98_280, 0.05);

  private static final Plan.Exits EXITS = new Plan.Exits(0.02, 0, 0, 0);

  /// The plan.
  ///
  /// @throws EngineException INVALID, saying what must be different
  Plan plan() {
    if (kind == null || symbols == null || version == null) {
      throw EngineException.invalid(
          "a strategy must have version, kind and symbols, had %s, %s and %s"
              .formatted(version, kind, symbols));
    }
    try {
      return new Plan(
          version,
          kind,
          or(account, "main"),
          symbols.stream().map(InstrumentId::of).toList(),
          BarSpec.of(or(bar, "1m")),
          or(fast, "ema(20)@1m"),
          or(slow, "sma(20)@1m"),
          or(lookback, 20),
          or(model, ""),
          or(enter, 0.55),
          or(leave, 0.5),
          or(shorts, false),
          or(sizing, SIZING),
          or(exits, EXITS),
          or(cooldown, 3));
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static <V> V or(@Nullable V given, V usual) {
    return given == null ? usual : given;
  }
}
