package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Which ticker belongs to which filer, from `company_tickers.json`: an object keyed `"0"`, `"1"`
/// and so on, most valuable company first. A filer may have several tickers.
///
/// @param ciks filer's number by ticker in capitals
/// @param tickers first ticker of a filer by its number
record TickerDirectory(Map<String, Long> ciks, Map<Long, String> tickers) {

  TickerDirectory {
    ciks = Map.copyOf(ciks);
    tickers = Map.copyOf(tickers);
  }

  static Outcome<TickerDirectory> read(HttpAnswer answer) {
    return EdgarErrors.document(answer).then(TickerDirectory::entries);
  }

  private static Outcome<TickerDirectory> entries(JsonNode json) {
    Map<String, Long> ciks = new HashMap<>();
    Map<Long, String> tickers = new HashMap<>();
    for (JsonNode entry : json) {
      Optional<String> ticker = JsonBody.text(entry.path("ticker"));
      OptionalLong cik = JsonBody.whole(entry.path("cik_str"));
      if (ticker.isPresent() && cik.isPresent() && cik.getAsLong() > 0) {
        ciks.putIfAbsent(ticker.get().toUpperCase(Locale.ROOT), cik.getAsLong());
        tickers.putIfAbsent(cik.getAsLong(), ticker.get());
      }
    }
    return ciks.isEmpty()
        ? Outcome.bad(Refusal.GARBAGE, "answered a list of tickers without tickers")
        : Outcome.good(new TickerDirectory(ciks, tickers));
  }

  /// The filer of a ticker. EDGAR writes classes of shares with a dash (`BRK-B`), many others with
  /// a full stop.
  Optional<Long> cik(String ticker) {
    String wanted = ticker.toUpperCase(Locale.ROOT);
    Long found = ciks.get(wanted);
    return Optional.ofNullable(found == null ? ciks.get(wanted.replace('.', '-')) : found);
  }

  /// The first ticker of a filer.
  Optional<String> ticker(long cik) {
    return Optional.ofNullable(tickers.get(cik));
  }
}
