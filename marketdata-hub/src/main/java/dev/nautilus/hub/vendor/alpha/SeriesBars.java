package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.Candle;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.MarketDatum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A time series as bars, from JSON or CSV. Rows with a hole, or that contradict themselves, are
/// left out. The rows come newest first as a rule; they are sorted here and not trusted.
final class SeriesBars {
  /// `4. close`, in old answers for coins `4a. close (EUR)`; CSV has the bare name.
  private static final Pattern FIELD =
      Pattern.compile("(?:\\d+[ab]?\\. )?(open|high|low|close|volume)(?: \\(([A-Z0-9]+)\\))?");

  private static final Pattern NUMBERED = Pattern.compile("\\d+\\. (.+)");
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  private final SeriesCall asked;
  private final Receipt receipt;
  private final ZoneId zone;
  private final Optional<LocalDateTime> refreshed;
  private final Map<Instant, Candle> rows = new TreeMap<>();

  private SeriesBars(
      SeriesCall asked, Receipt receipt, ZoneId zone, Optional<LocalDateTime> refreshed) {
    this.asked = asked;
    this.receipt = receipt;
    this.zone = zone;
    this.refreshed = refreshed;
  }

  static Outcome<List<MarketDatum>> read(HttpAnswer answer, SeriesCall asked, Receipt receipt) {
    return AlphaEnvelope.body(answer)
        .then(
            body ->
                body.kind() == BodyKind.TEXT
                    ? csv(body, asked, receipt)
                    : AlphaEnvelope.json(body).then(all -> json(all, asked, receipt)));
  }

  private static Outcome<List<MarketDatum>> json(JsonNode all, SeriesCall asked, Receipt receipt) {
    Map<String, String> meta = meta(all);
    Optional<String> other = otherThanAsked(meta, asked);
    if (other.isPresent()) {
      return Outcome.bad(
          Refusal.GARBAGE, "answered for %s, not %s".formatted(other.get(), asked.symbol()));
    }
    // The key's name changes with the function; it is the one that is not the meta data.
    JsonNode series =
        all.properties().stream()
            .filter(entry -> !entry.getKey().equals("Meta Data"))
            .map(Map.Entry::getValue)
            .filter(JsonNode::isObject)
            .findFirst()
            .orElse(null);
    if (series == null) {
      return all.isEmpty()
          ? Outcome.bad(Refusal.NOT_FOUND, "does not know " + asked.instrument())
          : Outcome.bad(Refusal.GARBAGE, "answered a series without rows");
    }
    SeriesBars bars =
        new SeriesBars(
            asked,
            receipt,
            AlphaText.zone(meta.getOrDefault("Time Zone", "")).orElse(asked.usualZone()),
            AlphaText.time(meta.getOrDefault("Last Refreshed", "")));
    for (Map.Entry<String, JsonNode> row : series.properties()) {
      Map<String, String> fields = new TreeMap<>();
      row.getValue()
          .properties()
          .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
      bars.add(row.getKey(), fields);
    }
    return bars.outcome();
  }

  /// The meta data by name, without their numbers.
  private static Map<String, String> meta(JsonNode all) {
    Map<String, String> meta = new TreeMap<>();
    all.path("Meta Data")
        .properties()
        .forEach(
            entry -> {
              Matcher name = NUMBERED.matcher(entry.getKey());
              if (name.matches()) {
                meta.put(name.group(1), entry.getValue().asString(""));
              }
            });
    return meta;
  }

  private static Outcome<List<MarketDatum>> csv(
      HttpAnswer body, SeriesCall asked, Receipt receipt) {
    List<String> lines = body.text().lines().filter(line -> !line.isBlank()).toList();
    List<String> names = List.of(lines.getFirst().strip().split(",", -1));
    if (!names.getFirst().equals("timestamp") || names.size() < 5) {
      return Outcome.bad(Refusal.GARBAGE, "answered " + JsonBody.named(body) + ", not a series");
    }
    SeriesBars bars = new SeriesBars(asked, receipt, asked.usualZone(), Optional.empty());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.strip().split(",", -1);
      if (cells.length != names.size()) {
        return Outcome.bad(
            Refusal.GARBAGE,
            "answered a row of %d cells under %d names".formatted(cells.length, names.size()));
      }
      Map<String, String> fields = new TreeMap<>();
      for (int i = 1; i < cells.length; i++) {
        fields.put(names.get(i), cells[i]);
      }
      bars.add(cells[0], fields);
    }
    return bars.outcome();
  }

  /// The name of another symbol or interval than the one asked for.
  private static Optional<String> otherThanAsked(Map<String, String> meta, SeriesCall asked) {
    String expected =
        switch (asked.symbol()) {
          case AlphaSymbol.Share(String ticker) -> ticker;
          case AlphaSymbol.Pair(String from, String to) -> from + "/" + to;
          case AlphaSymbol.Coin(String coin, String market) -> coin + "/" + market;
        };
    String said =
        switch (asked.symbol()) {
          case AlphaSymbol.Share _ -> meta.getOrDefault("Symbol", expected);
          case AlphaSymbol.Pair _ ->
              meta.containsKey("From Symbol")
                  ? meta.get("From Symbol") + "/" + meta.get("To Symbol")
                  : expected;
          case AlphaSymbol.Coin _ ->
              meta.containsKey("Digital Currency Code")
                  ? meta.get("Digital Currency Code") + "/" + meta.get("Market Code")
                  : expected;
        };
    String interval = meta.getOrDefault("Interval", asked.interval().wire());
    if (!said.equalsIgnoreCase(expected)) {
      return Optional.of(said);
    }
    return asked.interval().isIntraday() && !interval.equals(asked.interval().wire())
        ? Optional.of(interval + " bars")
        : Optional.empty();
  }

  private void add(String stamp, Map<String, String> fields) {
    Map<String, OptionalDouble> values = new TreeMap<>();
    fields.forEach(
        (name, text) -> {
          Matcher field = FIELD.matcher(name);
          if (field.matches() && isOurMoney(field.group(2))) {
            values.put(field.group(1), AlphaText.number(text));
          }
        });
    Candle.Prices prices =
        new Candle.Prices(
            values.getOrDefault("open", OptionalDouble.empty()),
            values.getOrDefault("high", OptionalDouble.empty()),
            values.getOrDefault("low", OptionalDouble.empty()),
            values.getOrDefault("close", OptionalDouble.empty()),
            values.getOrDefault("volume", OptionalDouble.empty()));
    Optional<Candle> row =
        asked.interval().isIntraday()
            ? AlphaText.instant(stamp, zone)
                .flatMap(start -> Candle.of(start, start.plus(asked.interval().length()), prices))
            : AlphaText.date(stamp.substring(0, Math.min(10, stamp.length())))
                .flatMap(date -> dated(date, prices));
    row.ifPresent(candle -> rows.putIfAbsent(candle.start(), candle));
  }

  private boolean isOurMoney(@Nullable String currency) {
    return currency == null
        || !(asked.symbol() instanceof AlphaSymbol.Coin(String _, String market))
        || currency.equals(market.toUpperCase(Locale.ROOT));
  }

  private Optional<Candle> dated(LocalDate date, Candle.Prices prices) {
    LocalDate first = asked.interval().firstDate(date);
    Instant start = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = asked.interval().nextDate(first).atStartOfDay(zone).toInstant();
    Optional<Candle> row = Candle.of(start, end, prices);
    // Refreshed in the middle of this very day: whatever the clock says now, it was cut then.
    boolean cut =
        refreshed.isPresent()
            && refreshed.get().toLocalDate().equals(date)
            && !refreshed.get().toLocalTime().equals(LocalTime.MIDNIGHT)
            && refreshed.get().toLocalTime().isBefore(CLOSE);
    return cut ? row.map(candle -> candle.runningPast(receipt.receivedAt())) : row;
  }

  private Outcome<List<MarketDatum>> outcome() {
    return rows.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "has no bars of %s there".formatted(asked.instrument()))
        : Outcome.good(
            rows.values().stream()
                .<MarketDatum>map(
                    row -> row.bar(asked.instrument(), asked.interval().spec(), receipt))
                .toList());
  }
}
