package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an economic instrument of this vendor names.
sealed interface Topic {
  /// How an instrument says that it is this vendor's.
  String PREFIX = "TE:";

  /// Values of an indicator.
  ///
  /// @param symbol the one series wanted where there are several; empty for all
  record History(String country, String indicator, String symbol) implements Topic {
    /// Without a start the vendor gives what it has from the first day on.
    VendorUrl onto(VendorUrl url, @Nullable LocalDate from, LocalDate to) {
      url.path("historical/country").segment(country).path("indicator").segment(indicator);
      return from == null ? url : url.segment(from.toString()).segment(to.toString());
    }
  }

  /// Values expected of an indicator for the next four quarters.
  record Forecast(String country, String indicator) implements Topic {
    VendorUrl onto(VendorUrl url) {
      return url.path("forecast/country").segment(country).path("indicator").segment(indicator);
    }
  }

  /// Releases, of one country or of `all`.
  record Calendar(String country) implements Topic {
    VendorUrl onto(VendorUrl url, @Nullable LocalDate from, LocalDate to) {
      return url.path("calendar/country")
          .segment(country)
          .segment(String.valueOf(from))
          .segment(to.toString());
    }
  }

  static boolean isOurs(InstrumentId instrument) {
    return instrument.value().startsWith(PREFIX) && instrument.value().length() > PREFIX.length();
  }

  /// What an instrument of ours names; empty when it is spelled in no such way.
  static Optional<Topic> of(InstrumentId instrument) {
    String[] parts = instrument.value().substring(PREFIX.length()).split("/", -1);
    for (String part : parts) {
      if (!Spelling.PART.matcher(part).matches()) {
        return Optional.empty();
      }
    }
    if (parts[0].equals("calendar")) {
      return parts.length == 2
          ? Optional.of(new Calendar(Spelling.words(parts[1])))
          : Optional.empty();
    }
    if (parts[0].equals("forecast")) {
      return parts.length == 3
          ? Optional.of(new Forecast(Spelling.words(parts[1]), Spelling.words(parts[2])))
          : Optional.empty();
    }
    return parts.length == 2 || parts.length == 3
        ? Optional.of(
            new History(
                Spelling.words(parts[0]),
                Spelling.words(parts[1]),
                parts.length == 3 ? parts[2] : ""))
        : Optional.empty();
  }

  /// The instrument of one series; empty when the vendor's words make none.
  static Optional<InstrumentId> series(String country, String indicator, String symbol) {
    String value = PREFIX + Spelling.part(country) + "/" + Spelling.part(indicator);
    try {
      return Optional.of(
          InstrumentId.of(symbol.isEmpty() ? value : value + "/" + Spelling.symbol(symbol)));
    } catch (IllegalArgumentException noInstrument) {
      return Optional.empty();
    }
  }

  /// Words and how an instrument writes them.
  final class Spelling {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.&+$#!@=\\-]{1,80}");
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_.&+$#!@=\\-]+");

    private Spelling() {}

    static String words(String part) {
      return part.replace('_', ' ');
    }

    private static String part(String words) {
      return symbol(words).toLowerCase(Locale.ROOT);
    }

    static String symbol(String text) {
      return FOREIGN.matcher(text.strip()).replaceAll("_");
    }
  }
}
