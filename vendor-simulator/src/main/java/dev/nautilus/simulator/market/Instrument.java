package dev.nautilus.simulator.market;

/// One thing that is traded, with the numbers that shape its path.
///
/// @param symbol as Yahoo Finance spells it; other vendors translate from here
/// @param currency ISO 4217, or `GBp` for London prices in pence
/// @param ticksPerUnit how many smallest price steps make one unit of currency
/// @param basePrice where the price starts and to where it is weakly pulled
/// @param ownVolatility annual standard deviation of what no factor explains, a fraction
/// @param marketBeta return for one unit of the market factor's return
/// @param techBeta the same for the technology factor
/// @param ratesBeta the same for the interest-rate factor
/// @param dailyVolume typical units traded a day; 0 where no volume is reported
/// @param tradesPerMinute typical number of trades a minute in calm times
/// @param spreadTicks calm bid-ask spread in ticks; 0 where nothing is quoted
public record Instrument(
    String symbol,
    Kind kind,
    String currency,
    String name,
    int ticksPerUnit,
    double basePrice,
    double ownVolatility,
    double marketBeta,
    double techBeta,
    double ratesBeta,
    long dailyVolume,
    int tradesPerMinute,
    int spreadTicks) {

  /// What sort of thing is traded.
  public enum Kind {
    SHARE,
    FUND,
    INDEX,
    CURRENCY_PAIR,
    CRYPTO_PAIR
  }

  public boolean hasVolume() {
    return dailyVolume > 0;
  }

  public boolean hasQuotes() {
    return spreadTicks > 0;
  }

  double price(long ticks) {
    return ticks / (double) ticksPerUnit;
  }

  static Instrument parse(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 13) {
      throw new IllegalArgumentException("must have 13 cells, had " + cells.length + ": " + line);
    }
    return new Instrument(
        cells[0],
        Kind.valueOf(cells[1]),
        cells[2],
        cells[3],
        Integer.parseInt(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]),
        Double.parseDouble(cells[7]),
        Double.parseDouble(cells[8]),
        Double.parseDouble(cells[9]),
        Long.parseLong(cells[10]),
        Integer.parseInt(cells[11]),
        Integer.parseInt(cells[12]));
  }
}
