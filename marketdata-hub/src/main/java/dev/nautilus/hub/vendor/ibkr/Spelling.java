package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.message.InstrumentId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an instrument's name says about where Interactive Brokers has it.
sealed interface Spelling {
  /// How an instrument says that it names a contract by its number.
  String PREFIX = "IBKR:";

  /// A share or fund: `AAPL`, `BRK-B`, `VOD.L`.
  ///
  /// @param symbol as the gateway spells it: a class follows after a blank
  /// @param listing where, outside the US; null for a US listing
  record Stock(String symbol, @Nullable Listing listing) implements Spelling {}

  /// An index: `^SPX`.
  record Index(String symbol) implements Spelling {}

  /// A currency pair: `EURUSD=X`.
  record Pair(String base, String quote) implements Spelling {}

  /// A contract by its number: `IBKR:265598`.
  record Numbered(long conid) implements Spelling {}

  /// The spelling; empty for names that mean nothing to Interactive Brokers.
  static Optional<Spelling> of(InstrumentId instrument) {
    String value = instrument.value();
    if (value.startsWith(PREFIX)) {
      String digits = value.substring(PREFIX.length());
      return digits.matches("[1-9][0-9]{0,17}")
          ? Optional.of(new Numbered(Long.parseLong(digits)))
          : Optional.empty();
    }
    if (value.matches("\\^[A-Z0-9]{1,12}")) {
      return Optional.of(new Index(value.substring(1)));
    }
    if (value.matches("[A-Z]{6}=X")) {
      return Optional.of(new Pair(value.substring(0, 3), value.substring(3, 6)));
    }
    return stock(value);
  }

  private static Optional<Spelling> stock(String value) {
    Matcher match =
        Pattern.compile("([A-Z0-9]{1,12})(?:-([A-Z]))?(?:\\.([A-Z]{1,3}))?").matcher(value);
    if (!match.matches()) {
      return Optional.empty();
    }
    String symbol = match.group(2) == null ? match.group(1) : match.group(1) + " " + match.group(2);
    if (match.group(3) == null) {
      return Optional.of(new Stock(symbol, null));
    }
    return Listing.ofSuffix(match.group(3)).map(listing -> new Stock(symbol, listing));
  }
}
