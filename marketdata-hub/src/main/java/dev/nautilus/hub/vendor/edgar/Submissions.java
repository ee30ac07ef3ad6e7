package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A filer and its filings: the newest thousand or year at once, the rest in further files.
///
/// @param cik the filer's number, here a padded text
/// @param tickers all it is known by
/// @param recent newest first
/// @param older further files, newest first
record Submissions(
    String name, String cik, List<String> tickers, List<Filing> recent, List<Older> older) {
  private static final Pattern FILE = Pattern.compile("CIK\\d{10}-submissions-\\d{3}\\.json");
  private static final String TORN = "answered filings whose columns do not fit together";

  Submissions {
    tickers = List.copyOf(tickers);
    recent = List.copyOf(recent);
    older = List.copyOf(older);
  }

  /// A file of older filings.
  ///
  /// @param from day of the first filing in it
  /// @param to day of the last
  record Older(String file, LocalDate from, LocalDate to) {}

  static Outcome<Submissions> read(HttpAnswer answer) {
    return EdgarErrors.document(answer)
        .then(
            json -> {
              Optional<String> name = JsonBody.text(json.path("name"));
              Optional<String> cik = JsonBody.text(json.path("cik"));
              JsonNode recent = json.path("filings").path("recent");
              if (name.isEmpty() || cik.isEmpty() || !recent.isObject()) {
                return Outcome.bad(Refusal.GARBAGE, "answered submissions of nobody");
              }
              List<String> tickers = new ArrayList<>();
              json.path("tickers").forEach(t -> JsonBody.text(t).ifPresent(tickers::add));
              return Filing.table(recent)
                  .<Outcome<Submissions>>map(
                      rows ->
                          Outcome.good(
                              new Submissions(
                                  name.get(),
                                  cik.get(),
                                  tickers,
                                  rows,
                                  older(json.path("filings").path("files")))))
                  .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, TORN));
            });
  }

  /// A further file, whose columns stand at the top.
  static Outcome<List<Filing>> readOlder(HttpAnswer answer) {
    return EdgarErrors.document(answer)
        .then(
            json ->
                json.path("accessionNumber").isArray()
                    ? Filing.table(json)
                        .<Outcome<List<Filing>>>map(Outcome::good)
                        .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, TORN))
                    : Outcome.bad(Refusal.GARBAGE, "answered a file of filings without any"));
  }

  private static List<Older> older(JsonNode files) {
    List<Older> older = new ArrayList<>();
    for (JsonNode file : files) {
      // The name becomes part of a URL.
      Optional<String> name =
          JsonBody.text(file.path("name")).filter(text -> FILE.matcher(text).matches());
      Optional<LocalDate> from = JsonBody.date(file.path("filingFrom"));
      Optional<LocalDate> to = JsonBody.date(file.path("filingTo"));
      if (name.isPresent() && from.isPresent() && to.isPresent()) {
        older.add(new Older(name.get(), from.get(), to.get()));
      }
    }
    older.sort(Comparator.comparing(Older::to).reversed());
    return older;
  }
}
