package dev.nautilus.hub.vendor.ibkr;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/// Exchanges outside the US: how a symbol ends that is listed there, and what Interactive Brokers
/// calls the exchange in its list of exchanges.
enum Listing {
  AMSTERDAM("AS", "AEB", "Europe/Amsterdam"),
  FRANKFURT("DE", "IBIS", "Europe/Berlin"),
  HONG_KONG("HK", "SEHK", "Asia/Hong_Kong"),
  LONDON("L", "LSE", "Europe/London"),
  MILAN("MI", "BVME", "Europe/Rome"),
  PARIS("PA", "SBF", "Europe/Paris"),
  SYDNEY("AX", "ASX", "Australia/Sydney"),
  TOKYO("T", "TSEJ", "Asia/Tokyo"),
  TORONTO("TO", "TSE", "America/Toronto"),
  ZURICH("SW", "EBS", "Europe/Zurich");

  /// Where US listings trade.
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final String suffix;
  private final String exchange;
  private final ZoneId zone;

  Listing(String suffix, String exchange, String zone) {
    this.suffix = suffix;
    this.exchange = exchange;
    this.zone = ZoneId.of(zone);
  }

  static Optional<Listing> ofSuffix(String suffix) {
    return Arrays.stream(values()).filter(l -> l.suffix.equals(suffix)).findFirst();
  }

  /// Whether the gateway's name for an exchange is this one; funds are often at a part of it.
  boolean isAt(String name) {
    return name.equals(exchange) || name.equals(exchange + "2") || name.equals(exchange + "ETF");
  }

  ZoneId zone() {
    return zone;
  }
}
