package dev.nautilus.simulator.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The trades of the instruments that one client of a stream follows, each told once.
///
/// **Threads** One at a time.
public final class TapeReader {
  /// After a pause longer than this the client gets only the latest trades, not all it missed.
  private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(10);

  private final Market market;
  private final Map<String, Instrument> followed = new LinkedHashMap<>();

  /// By symbol, so that no trade from before a subscription is told after it.
  private final Map<String, Instant> toldUntil = new HashMap<>();

  /// A trade and what was traded.
  public record Print(Instrument instrument, Trade trade) {}

  public TapeReader(Market market) {
    this.market = market;
  }

  /// Follows from now on; false if it was followed before.
  public boolean follow(Instrument instrument, Instant now) {
    if (followed.put(instrument.symbol(), instrument) != null) {
      return false;
    }
    toldUntil.put(instrument.symbol(), now);
    return true;
  }

  /// Follows no longer.
  public void unfollow(String symbol) {
    followed.remove(symbol);
  }

  /// The trades since the last call, oldest first for each instrument.
  public List<Print> due(Instant now) {
    Instant earliest = now.minus(LONGEST_CATCH_UP);
    List<Print> prints = new ArrayList<>();
    for (Instrument instrument : followed.values()) {
      Instant told = toldUntil.getOrDefault(instrument.symbol(), now);
      if (now.isAfter(told)) {
        Instant after = told.isBefore(earliest) ? earliest : told;
        market
            .trades(instrument, after, now)
            .forEach(trade -> prints.add(new Print(instrument, trade)));
        toldUntil.put(instrument.symbol(), now);
      }
    }
    return prints;
  }
}
