package dev.nautilus.engines.enhancedvpin.method;

import java.util.Locale;

/// Rules that say who began a trade: +1 the buyer, -1 the seller, 0 undecided. A rule that needs
/// what is not known is undecided, never wrong.
///
/// A locked market (bid = ask) has a mid like any other; in a crossed one the quote rule is
/// undecided.
public enum SignRule {
  /// What the venue says.
  AGGRESSOR {
    @Override
    int decide(TradeContext trade, double zone) {
      return trade.aggressor();
    }
  },
  /// Above the price before: buyer; below: seller. **Source** Lee & Ready (1991), J. Finance 46(2).
  TICK {
    @Override
    int decide(TradeContext trade, double zone) {
      return compare(trade.price(), trade.before());
    }
  },
  /// Above the price after: buyer. **Source** Hasbrouck (1988), J. Financial Economics 22(2).
  REVERSE_TICK {
    @Override
    int decide(TradeContext trade, double zone) {
      return compare(trade.price(), trade.after());
    }
  },
  /// Above the mid: buyer; at the mid undecided. **Source** Hasbrouck (1988).
  QUOTE {
    @Override
    int decide(TradeContext trade, double zone) {
      boolean crossed = !(trade.ask() >= trade.bid());
      return crossed ? 0 : compare(trade.price(), (trade.bid() + trade.ask()) / 2);
    }
  },
  /// Quote rule, at the mid the tick rule. **Source** Lee & Ready (1991).
  LEE_READY {
    @Override
    int decide(TradeContext trade, double zone) {
      return first(QUOTE, TICK, trade, zone);
    }
  },
  /// Quote rule, at the mid the reverse tick rule.
  REVERSE_LEE_READY {
    @Override
    int decide(TradeContext trade, double zone) {
      return first(QUOTE, REVERSE_TICK, trade, zone);
    }
  },
  /// At the ask: buyer, at the bid: seller, else the tick rule. **Source** Ellis, Michaely & O'Hara
  /// (2000), JFQA 35(4).
  EMO {
    @Override
    int decide(TradeContext trade, double zone) {
      return (atQuote(trade) ? QUOTE : TICK).decide(trade, zone);
    }
  },
  /// As EMO, else the reverse tick rule.
  REVERSE_EMO {
    @Override
    int decide(TradeContext trade, double zone) {
      return (atQuote(trade) ? QUOTE : REVERSE_TICK).decide(trade, zone);
    }
  },
  /// In the outer zones of the spread the quote rule, else the tick rule. **Source** Chakrabarty,
  /// Li, Nguyen & Van Ness (2007), J. Banking & Finance 31(12): zones of 30 %.
  CLNV {
    @Override
    int decide(TradeContext trade, double zone) {
      return (inZone(trade, zone) ? QUOTE : TICK).decide(trade, zone);
    }
  },
  /// As CLNV, else the reverse tick rule.
  REVERSE_CLNV {
    @Override
    int decide(TradeContext trade, double zone) {
      return (inZone(trade, zone) ? QUOTE : REVERSE_TICK).decide(trade, zone);
    }
  },
  /// As large as the bid alone: buyer; as the ask alone: seller. **Source** Grauer, Schuster &
  /// Uhrig-Homburg (2022), Option trade classification.
  TRADE_SIZE {
    @Override
    int decide(TradeContext trade, double zone) {
      if (near(trade.askSize(), trade.bidSize())) {
        return 0;
      }
      return near(trade.size(), trade.bidSize()) ? 1 : near(trade.size(), trade.askSize()) ? -1 : 0;
    }
  },
  /// At the mid: buyer if the ask is larger. **Source** as TRADE_SIZE.
  DEPTH {
    @Override
    int decide(TradeContext trade, double zone) {
      boolean crossed = !(trade.ask() >= trade.bid());
      boolean atMid = !crossed && near((trade.bid() + trade.ask()) / 2, trade.price());
      return atMid ? compare(trade.askSize(), trade.bidSize()) : 0;
    }
  };

  /// Zones of the spread as published.
  public static final double ZONE = 0.3;

  /// Prices nearer than this are one price.
  private static final double SAME = 1e-4;

  private static final double RELATIVE = 1e-5;

  abstract int decide(TradeContext trade, double zone);

  /// Applies the rule with the published zones.
  public int sign(TradeContext trade) {
    return decide(trade, ZONE);
  }

  /// Applies the rule.
  ///
  /// @param zone outer part of the spread in which CLNV believes the quote, a fraction up to a half
  public int sign(TradeContext trade, double zone) {
    return decide(trade, zone);
  }

  /// Its name in messages and settings.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static int first(SignRule rule, SignRule otherwise, TradeContext trade, double zone) {
    int sign = rule.decide(trade, zone);
    return sign == 0 ? otherwise.decide(trade, zone) : sign;
  }

  /// Sign of the difference; 0 also when either is not known.
  private static int compare(double price, double other) {
    return price > other ? 1 : price < other ? -1 : 0;
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= SAME + RELATIVE * Math.abs(other);
  }

  private static boolean atQuote(TradeContext trade) {
    return near(trade.price(), trade.ask()) ^ near(trade.price(), trade.bid());
  }

  private static boolean inZone(TradeContext trade, double zone) {
    double width = zone * (trade.ask() - trade.bid());
    boolean upper = trade.ask() - width <= trade.price() && trade.price() <= trade.ask();
    boolean lower = trade.bid() <= trade.price() && trade.price() <= trade.bid() + width;
    return upper ^ lower;
  }
}
