package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.Level2.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The price ladder of one contract, as it is documented; no recorded one was found. A row has a
/// number, a price and, on one side, a size; where the last trade was, the price reads `size @
/// price`. A row sent again replaces the one of its number, and a price that stands in two rows
/// counts where it was said last.
///
/// **Threads** Confined to one.
final class Ladder {
  private static final int HIGHEST_ROW = 10_000;
  private static final int DEEPEST = 1000;

  private final InstrumentId instrument;
  private final Map<Long, Row> rows = new HashMap<>();
  private long frames;

  /// @param frame in which it was said
  private record Row(double price, OptionalDouble bid, OptionalDouble ask, long frame) {}

  Ladder(InstrumentId instrument) {
    this.instrument = instrument;
  }

  /// The whole book after a frame; empty when the frame has no row that can be read.
  Optional<Level2> merge(JsonNode frame, Receipt receipt) {
    frames++;
    boolean any = false;
    for (JsonNode row : frame.path("data")) {
      OptionalLong number = JsonBody.whole(row.path("row"));
      if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > HIGHEST_ROW) {
        continue;
      }
      any = true;
      OptionalDouble price = price(row.path("price"));
      if (price.isEmpty()) {
        rows.remove(number.getAsLong());
      } else {
        rows.put(
            number.getAsLong(),
            new Row(
                price.getAsDouble(),
                FieldText.size(row.path("bid")),
                FieldText.size(row.path("ask")),
                frames));
      }
    }
    return any
        ? Optional.of(new Level2(instrument, bids(), asks(), receipt.seenNow()))
        : Optional.empty();
  }

  /// The number, or what stands behind `@`.
  static OptionalDouble price(JsonNode node) {
    String text = FieldText.text(node).orElse("");
    int at = text.lastIndexOf('@');
    return at < 0
        ? FieldText.number(node)
        : FieldText.number(
            tools.jackson.databind.node.StringNode.valueOf(text.substring(at + 1).strip()));
  }

  private List<Level> bids() {
    TreeMap<Double, Level> byPrice = new TreeMap<>(Comparator.reverseOrder());
    newestLast().forEach(row -> put(byPrice, row, row.bid()));
    return byPrice.values().stream().limit(DEEPEST).toList();
  }

  private List<Level> asks() {
    TreeMap<Double, Level> byPrice = new TreeMap<>();
    newestLast().forEach(row -> put(byPrice, row, row.ask()));
    return byPrice.values().stream().limit(DEEPEST).toList();
  }

  private List<Row> newestLast() {
    List<Row> all = new ArrayList<>(rows.values());
    all.sort(Comparator.comparingLong(Row::frame));
    return all;
  }

  private static void put(Map<Double, Level> byPrice, Row row, OptionalDouble size) {
    if (size.isPresent()) {
      byPrice.put(row.price(), new Level(row.price(), size.getAsDouble(), OptionalLong.empty()));
    }
  }
}
