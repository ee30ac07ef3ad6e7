package dev.nautilus.engines.enhancedvpin.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.flow.BookTop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Measures of a path of quotes.
final class BookPaths {
  private BookPaths() {}

  static Verdict events(ReferenceCase reference) throws IOException {
    double[] flows = flows(tops(reference));
    JsonNode expected = reference.expected();
    return new Comparison()
        .same("n", expected.path("n").intValue(), flows.length)
        .numbers(
            "first_10",
            Numbers.array(expected.path("first_10")),
            Arrays.copyOf(flows, 10),
            reference.tolerance())
        .number(
            "sum",
            Numbers.read(expected.path("sum")),
            Arrays.stream(flows).sum(),
            reference.tolerance())
        .verdict();
  }

  static Verdict impact(ReferenceCase reference) throws IOException {
    List<BookTop> tops = tops(reference);
    double[] flows = flows(tops);
    int events = reference.input().path("events_per_interval").intValue();
    double tick = reference.input().path("tick").doubleValue();
    DecayingRegression line = new DecayingRegression(1);
    for (int from = 0; from + events <= flows.length; from += events) {
      double flow = Arrays.stream(flows, from, from + events).sum();
      line.add(flow, (tops.get(from + events).mid() - tops.get(from).mid()) / tick);
    }
    JsonNode expected = reference.expected();
    return new Comparison()
        .same("intervals", expected.path("intervals").longValue(), line.count())
        .number(
            "alpha", Numbers.read(expected.path("alpha")), line.intercept(), reference.tolerance())
        .number("beta", Numbers.read(expected.path("beta")), line.slope(), reference.tolerance())
        .number("r2", Numbers.read(expected.path("r2")), line.explained(), reference.tolerance())
        .verdict();
  }

  static Verdict imbalance(ReferenceCase reference) throws IOException {
    List<BookTop> tops = tops(reference);
    double[] imbalances = tops.stream().mapToDouble(BookTop::imbalance).toArray();
    double[] microprices = tops.stream().mapToDouble(BookTop::microprice).toArray();
    JsonNode expected = reference.expected();
    return new Comparison()
        .numbers(
            "imbalance_first_5",
            Numbers.array(expected.path("imbalance_first_5")),
            Arrays.copyOf(imbalances, 5),
            reference.tolerance())
        .numbers(
            "microprice_first_5",
            Numbers.array(expected.path("microprice_first_5")),
            Arrays.copyOf(microprices, 5),
            reference.tolerance())
        .number(
            "imbalance_mean",
            Numbers.read(expected.path("imbalance_mean")),
            Arrays.stream(imbalances).average().orElseThrow(),
            reference.tolerance())
        .verdict();
  }

  private static double[] flows(List<BookTop> tops) {
    double[] flows = new double[tops.size() - 1];
    Arrays.setAll(flows, i -> tops.get(i + 1).flowSince(tops.get(i)));
    return flows;
  }

  private static List<BookTop> tops(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("quotes").asString());
    double[] bid = table.numbers("bid");
    double[] bidSize = table.numbers("bid_size");
    double[] ask = table.numbers("ask");
    double[] askSize = table.numbers("ask_size");
    List<BookTop> tops = new ArrayList<>();
    for (int i = 0; i < bid.length; i++) {
      tops.add(new BookTop(bid[i], bidSize[i], ask[i], askSize[i]));
    }
    return tops;
  }
}
