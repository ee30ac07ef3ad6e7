package dev.nautilus.engines.enhancedvpin.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Classification: rows of a table one by one, or trades of a file counted by day.
final class SignCases {
  private static final Map<String, SignRule> OTHER_NAMES =
      Map.of(
          "lr", SignRule.LEE_READY,
          "rev_lr", SignRule.REVERSE_LEE_READY,
          "reverse_lr", SignRule.REVERSE_LEE_READY,
          "rev_tick", SignRule.REVERSE_TICK,
          "rev_emo", SignRule.REVERSE_EMO,
          "rev_clnv", SignRule.REVERSE_CLNV);

  private static final Tolerance EXACT = Tolerance.absolute(0);

  private SignCases() {}

  static Optional<ReferenceExecutor> executor(String name, ReferenceCase reference) {
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<SignRule> rule =
        Arrays.stream(SignRule.values())
            .filter(each -> each.label().equals(lower))
            .findFirst()
            .or(() -> Optional.ofNullable(OTHER_NAMES.get(lower)));
    boolean rows = reference.input().has("rows") && reference.input().path("rows").isArray();
    return rule.map(each -> rows ? ofRows(each) : ofTrades(each));
  }

  private static ReferenceExecutor ofRows(SignRule rule) {
    return reference -> {
      List<String> columns =
          reference.input().path("columns").valueStream().map(JsonNode::asString).toList();
      Comparison comparison = new Comparison();
      JsonNode rows = reference.input().path("rows");
      for (int i = 0; i < rows.size(); i++) {
        Map<String, Double> cells = new HashMap<>();
        for (int c = 0; c < columns.size(); c++) {
          cells.put(columns.get(c), Numbers.read(rows.get(i).get(c)));
        }
        JsonNode expected = reference.expected().get(i);
        int sign = expected.isNull() ? 0 : expected.intValue();
        comparison.same("row " + i, sign, rule.sign(context(cells)));
      }
      return comparison.verdict();
    };
  }

  private static TradeContext context(Map<String, Double> cells) {
    return new TradeContext(
        cells.getOrDefault("price", Double.NaN),
        cell(cells, "size", "trade_size"),
        cell(cells, "price_prev", "price_lag"),
        cell(cells, "price_next", "price_lead"),
        cells.getOrDefault("bid", Double.NaN),
        cells.getOrDefault("ask", Double.NaN),
        cells.getOrDefault("bid_size", Double.NaN),
        cells.getOrDefault("ask_size", Double.NaN),
        0);
  }

  private static double cell(Map<String, Double> cells, String name, String otherName) {
    return cells.getOrDefault(name, cells.getOrDefault(otherName, Double.NaN));
  }

  /// Buyers and sellers of a day.
  private record Count(int buys, int sells) {
    Count plus(int sign) {
      return new Count(buys + (sign > 0 ? 1 : 0), sells + (sign < 0 ? 1 : 0));
    }
  }

  private static ReferenceExecutor ofTrades(SignRule rule) {
    return reference -> daily(rule, reference);
  }

  private static Verdict daily(SignRule rule, ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("trades").asString());
    JsonNode expected = reference.expected();
    double[] buys = Numbers.array(expected.path("buys"));
    double[] sells = Numbers.array(expected.path("sells"));
    List<Count> days = days(rule, reference, table);
    List<Count> byPosition = byPosition(table, rows(reference, table));
    long agreeing =
        IntStream.range(0, Math.min(buys.length, byPosition.size()))
            .filter(day -> byPosition.get(day).buys() == buys[day])
            .filter(day -> byPosition.get(day).sells() == sells[day])
            .count();
    return new Comparison()
        .rule(
            "against the middle of volume and bid %d of %d days agree"
                .formatted(agreeing, buys.length))
        .numbers("buys", buys, days.stream().mapToDouble(Count::buys).toArray(), EXACT)
        .numbers("sells", sells, days.stream().mapToDouble(Count::sells).toArray(), EXACT)
        .verdict();
  }

  private static int rows(ReferenceCase reference, CsvTable table) {
    return Math.min(table.rows().size(), reference.input().path("rows").asInt(1 << 30));
  }

  /// Buyers and sellers of each day, in order, if the volume is taken for the bid and the bid for
  /// the ask: such a quote is mostly crossed, so the price is held against the middle alone.
  private static List<Count> byPosition(CsvTable table, int rows) {
    int time = table.column("timestamp");
    double[] price = table.numbers("price");
    double[] volume = table.numbers("volume");
    double[] bid = table.numbers("bid");
    TreeMap<LocalDate, Count> days = new TreeMap<>();
    for (int i = 0; i < rows; i++) {
      int sign = (int) Math.signum(price[i] - (volume[i] + bid[i]) / 2);
      LocalDate day =
          LocalDate.ofInstant(Instant.parse(table.rows().get(i).get(time)), ZoneOffset.UTC);
      days.merge(day, new Count(0, 0).plus(sign), (known, _) -> known.plus(sign));
    }
    return List.copyOf(days.values());
  }

  /// Buyers and sellers of each day, in order.
  private static List<Count> days(SignRule rule, ReferenceCase reference, CsvTable table) {
    int rows = rows(reference, table);
    int time = table.column("timestamp");
    List<Instant> times =
        table.rows().stream().limit(rows).map(row -> Instant.parse(row.get(time))).toList();
    Duration lag = Duration.ofMillis(reference.input().path("timelag").asInt(0));
    int[] quotes = quotes(times, lag);
    double[] price = table.numbers("price");
    double[] bid = table.numbers("bid");
    double[] ask = table.numbers("ask");
    TreeMap<LocalDate, Count> days = new TreeMap<>();
    double different = Double.NaN;
    for (int i = 0; i < rows; i++) {
      different = i > 0 && price[i] != price[i - 1] ? price[i - 1] : different;
      boolean quoted = quotes[i] >= 0;
      double bidThen = quoted ? bid[quotes[i]] : Double.NaN;
      double askThen = quoted ? ask[quotes[i]] : Double.NaN;
      Map<String, Double> cells =
          Map.of("price", price[i], "price_prev", different, "bid", bidThen, "ask", askThen);
      int sign = rule.sign(context(cells));
      LocalDate day = LocalDate.ofInstant(times.get(i), ZoneOffset.UTC);
      days.merge(day, new Count(0, 0).plus(sign), (known, _) -> known.plus(sign));
    }
    return List.copyOf(days.values());
  }

  /// For each trade the row whose quote was in force, -1 where there was none.
  private static int[] quotes(List<Instant> times, Duration lag) {
    int[] quotes = new int[times.size()];
    int quote = -1;
    for (int i = 0; i < quotes.length; i++) {
      while (quote + 1 <= i && !times.get(quote + 1).isAfter(times.get(i).minus(lag))) {
        quote++;
      }
      quotes[i] = quote;
    }
    return quotes;
  }
}
