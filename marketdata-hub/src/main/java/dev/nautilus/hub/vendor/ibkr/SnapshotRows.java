package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.MarketDatum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a snapshot, one for each contract asked for. The first answer only starts the data:
/// its rows name the contract and nothing else.
final class SnapshotRows {
  private SnapshotRows() {}

  static Outcome<Map<Long, ObjectNode>> read(HttpAnswer answer) {
    return IbkrErrors.open(answer)
        .then(
            json -> {
              if (!json.isArray()) {
                return Outcome.bad(Refusal.GARBAGE, "answered a snapshot that is no list");
              }
              Map<Long, ObjectNode> rows = new LinkedHashMap<>();
              for (JsonNode row : json) {
                OptionalLong conid = FoundContracts.conid(row.path("conid"));
                if (conid.isPresent() && row instanceof ObjectNode fields) {
                  rows.put(conid.getAsLong(), fields);
                }
              }
              return Outcome.good(rows);
            });
  }

  /// Whether a row says all that it will say about prices. A share's first row may have a last
  /// price and its sides come later; an index never has sides.
  ///
  /// @param look how often the row was asked for before
  static boolean isPriced(ObjectNode row, boolean hasSides, int look) {
    if (row.has(MarketFields.BID) || row.has(MarketFields.ASK)) {
      return true;
    }
    if (!row.has(MarketFields.LAST)) {
      return MarketFields.availability(row).complaint().isPresent();
    }
    boolean priceless = FieldText.last(row.path(MarketFields.LAST)).isEmpty();
    return !hasSides || priceless || look > 1;
  }

  /// Why a row says nothing of its contract.
  static Outcome<List<MarketDatum>> nothing(Contract contract, @Nullable ObjectNode row) {
    String why =
        Optional.ofNullable(row)
            .map(MarketFields::availability)
            .flatMap(Availability::complaint)
            .orElse("has no market data of it");
    return Outcome.bad(Refusal.NO_DATA, "%s: %s".formatted(contract.instrument(), why));
  }

  /// Whether a row has any of these fields.
  static boolean hasAny(ObjectNode row, Iterable<String> fields) {
    for (String field : fields) {
      if (!field.equals(MarketFields.AVAILABILITY) && row.has(field)) {
        return true;
      }
    }
    return false;
  }
}
