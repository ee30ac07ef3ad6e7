package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.message.InstrumentId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an instrument means at EDGAR.
///
/// @param instrument as it was asked for
/// @param scope how much of it is meant
/// @param company ticker, or `CIK` and digits; empty for [Scope#EVERYBODY]
/// @param taxonomy of the one concept meant (`us-gaap`); null unless there is one
/// @param concept its name (`Assets`); null unless there is one
record EdgarSubject(
    InstrumentId instrument,
    Scope scope,
    String company,
    @Nullable String taxonomy,
    @Nullable String concept) {
  static final String PREFIX = "SEC:";

  private static final Pattern TICKER =
      Pattern.compile("[A-Za-z][A-Za-z0-9]{0,9}([.-][A-Za-z0-9]{1,5})?");
  private static final Pattern QUALIFIED =
      Pattern.compile(
          "SEC:(CIK\\d{1,10}|"
              + TICKER.pattern()
              + ")(?:/([A-Za-z][A-Za-z0-9-]{0,40})/([A-Za-z][A-Za-z0-9_]{0,255}))?");
  private static final String CURRENT = PREFIX + "CURRENT";
  private static final String CIK = "CIK";

  /// How much is meant.
  enum Scope {
    /// What is usually wanted, of the last years.
    USUAL,
    /// All that was ever filed.
    ALL,
    /// One concept, since it was first filed.
    CONCEPT,
    /// The newest filings of all companies.
    EVERYBODY
  }

  /// What it means; empty when it is none of EDGAR's.
  static Optional<EdgarSubject> of(InstrumentId instrument) {
    String value = instrument.value();
    if (value.equals(CURRENT)) {
      return Optional.of(new EdgarSubject(instrument, Scope.EVERYBODY, "", null, null));
    }
    if (TICKER.matcher(value).matches()) {
      return Optional.of(new EdgarSubject(instrument, Scope.USUAL, value, null, null));
    }
    Matcher parts = QUALIFIED.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    // Group 2 is the ticker's second half.
    String taxonomy = parts.group(3);
    Scope scope = taxonomy == null ? Scope.ALL : Scope.CONCEPT;
    return Optional.of(
        new EdgarSubject(instrument, scope, parts.group(1), taxonomy, parts.group(4)));
  }

  /// The instrument that stands for a filer without a ticker.
  static InstrumentId unlisted(long cik) {
    return InstrumentId.of(PREFIX + fileName(cik));
  }

  /// How EDGAR's files spell a filer: `CIK0000320193`.
  static String fileName(long cik) {
    return String.format(Locale.ROOT, "CIK%010d", cik);
  }

  /// The filer's number, when the instrument itself says it.
  OptionalLong cik() {
    return company.startsWith(CIK) && company.length() > CIK.length() && isDigits()
        ? OptionalLong.of(Long.parseLong(company.substring(CIK.length())))
        : OptionalLong.empty();
  }

  private boolean isDigits() {
    return company.chars().skip(CIK.length()).allMatch(c -> c >= '0' && c <= '9');
  }
}
