package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The numbers that name market data fields, and what a row of them says. The order of the sizes is
/// a trap: 85 is the ask's and 88 the bid's.
final class MarketFields {
  static final String LAST = "31";
  static final String BID = "84";
  static final String ASK_SIZE = "85";
  static final String ASK = "86";
  static final String BID_SIZE = "88";
  static final String AVAILABILITY = "6509";
  static final String LAST_SIZE = "7059";

  /// The day's volume in full; field 87 has it rounded, for the eye, and `87_raw` in full again.
  static final String DAY_VOLUME = "7762";

  static final String RAW_VOLUME = "87_raw";

  /// What a quote, a tick and a conflated trade are made of.
  static final List<String> LIVE =
      List.of(LAST, BID, ASK_SIZE, ASK, BID_SIZE, AVAILABILITY, LAST_SIZE, DAY_VOLUME);

  private static final String INDUSTRY = "7280";
  private static final String CATEGORY = "7281";
  private static final String AVERAGE_VOLUME = "7282";
  private static final String YEAR_HIGH = "7293";
  private static final String YEAR_LOW = "7294";

  /// What is known of a company.
  static final List<String> COMPANY =
      List.of(INDUSTRY, CATEGORY, AVERAGE_VOLUME, YEAR_HIGH, YEAR_LOW, AVAILABILITY);

  private MarketFields() {}

  /// The quote of a row; empty when it has neither side nor a traded price. A last price that is
  /// the previous close is none; one of a halted instrument stays.
  static Optional<Quote> quote(InstrumentId instrument, JsonNode row, Receipt receipt) {
    OptionalDouble bid = FieldText.number(row.path(BID));
    OptionalDouble ask = FieldText.number(row.path(ASK));
    Optional<FieldText.Last> last = FieldText.last(row.path(LAST)).filter(FieldText.Last::isTraded);
    if (bid.isEmpty() && ask.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Quote(
            instrument,
            bid,
            bid.isPresent() ? FieldText.size(row.path(BID_SIZE)) : OptionalDouble.empty(),
            ask,
            ask.isPresent() ? FieldText.size(row.path(ASK_SIZE)) : OptionalDouble.empty(),
            last.isPresent() ? OptionalDouble.of(last.get().price()) : OptionalDouble.empty(),
            null,
            receipt.seenAt(seen(row, receipt))));
  }

  /// The company figures of a row; empty when it has none.
  static Optional<Fundamental> company(InstrumentId instrument, JsonNode row, Receipt receipt) {
    Map<String, Double> values = new TreeMap<>();
    FieldText.rounded(row.path(AVERAGE_VOLUME)).ifPresent(v -> values.put("averageVolume90d", v));
    FieldText.number(row.path(YEAR_HIGH)).ifPresent(v -> values.put("high52Week", v));
    FieldText.number(row.path(YEAR_LOW)).ifPresent(v -> values.put("low52Week", v));
    Map<String, String> texts = new TreeMap<>();
    FieldText.text(row.path(INDUSTRY)).ifPresent(t -> texts.put("industry", t));
    FieldText.text(row.path(CATEGORY)).ifPresent(t -> texts.put("category", t));
    return values.isEmpty() && texts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fundamental(
                instrument,
                "snapshot",
                null,
                null,
                values,
                texts,
                receipt.seenAt(seen(row, receipt))));
  }

  /// The volume of the day so far, in full.
  static OptionalDouble dayVolume(JsonNode row) {
    OptionalDouble exact = FieldText.size(row.path(DAY_VOLUME));
    return exact.isPresent() ? exact : FieldText.size(row.path(RAW_VOLUME));
  }

  static Availability availability(JsonNode row) {
    return Availability.of(FieldText.text(row.path(AVAILABILITY)).orElse(""));
  }

  /// When the gateway's data of this row changed last.
  static Instant seen(JsonNode row, Receipt receipt) {
    return JsonBody.millis(row.path("_updated"))
        .filter(at -> at.isBefore(receipt.receivedAt().plusSeconds(60)))
        .orElse(receipt.receivedAt());
  }
}
