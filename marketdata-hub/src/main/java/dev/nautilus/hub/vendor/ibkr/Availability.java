package dev.nautilus.hub.vendor.ibkr;

import java.util.Optional;

/// Field 6509: how the data of an instrument come. Its first letter says how old they are; how many
/// letters follow varies, and history has a `S` of its own there.
enum Availability {
  REAL_TIME,
  /// By 15 to 20 minutes.
  DELAYED,
  /// The last values before the close.
  FROZEN,
  FROZEN_DELAYED,
  /// The user has no subscription for it.
  NOT_SUBSCRIBED,
  /// The user has not signed the Market Data API Acknowledgement.
  NOT_ACKNOWLEDGED,
  /// Not said, or by a letter that is not documented.
  UNKNOWN;

  static Availability of(String code) {
    return switch (code.isEmpty() ? '?' : code.charAt(0)) {
      case 'R' -> REAL_TIME;
      case 'D' -> DELAYED;
      case 'Z' -> FROZEN;
      case 'Y' -> FROZEN_DELAYED;
      case 'N' -> NOT_SUBSCRIBED;
      case 'O' -> NOT_ACKNOWLEDGED;
      default -> UNKNOWN;
    };
  }

  boolean isDelayed() {
    return this == DELAYED || this == FROZEN_DELAYED;
  }

  /// Why there are no prices and what to do; empty when it does not explain that.
  Optional<String> complaint() {
    return switch (this) {
      case NOT_SUBSCRIBED ->
          Optional.of("needs a market data subscription of the user that is logged in");
      case NOT_ACKNOWLEDGED ->
          Optional.of("needs the user to sign the Market Data API Acknowledgement");
      default -> Optional.empty();
    };
  }
}
